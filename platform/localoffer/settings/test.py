"""Tests: mail kept in memory, quick password hashing, static files without a manifest."""

import os

from localoffer.settings.base import *  # noqa: F403
from localoffer.settings.base import DATABASES

DATABASES["default"]["TEST"] = {"NAME": f"test_localoffer_{os.environ.get('PYTEST_DB_SUFFIX', 'suite')}"}

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "localoffer.storage.CouncilFileStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
