"""What gunicorn serves. Sync workers only: a thread would share no schema with another."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localoffer.settings.local")

application = get_wsgi_application()
