"""What gunicorn serves. A request opens its council on its own thread's connection; in production workers are sync."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localoffer.settings.local")

application = get_wsgi_application()
for urlconf in (settings.ROOT_URLCONF, settings.PUBLIC_SCHEMA_URLCONF):
    get_resolver(urlconf).check()  # imports every view now: Django would have the first visitor wait for it

gc.collect()
gc.freeze()  # what is there now stays for good: no search should wait while the collector looks through all of it
