"""What gunicorn serves. Sync workers only: a thread would share no schema with another."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localoffer.settings.local")

application = get_wsgi_application()


def _load_addresses() -> None:
    """Import every view now: Django would have the first visitor wait for it."""
    from django.conf import settings
    from django.urls import get_resolver

    for urlconf in (settings.ROOT_URLCONF, settings.PUBLIC_SCHEMA_URLCONF):
        _ = get_resolver(urlconf).url_patterns


_load_addresses()
