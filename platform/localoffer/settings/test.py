"""Tests: mail kept in memory, quick password hashing, static files without a manifest."""

import os

from localoffer.settings.base import *  # noqa: F403
from localoffer.settings.base import DATABASES
from localoffer.settings.env import env

DATABASES["default"]["TEST"] = {"NAME": f"test_localoffer_{os.environ.get('PYTEST_DB_SUFFIX', 'suite')}"}

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "localoffer.storage.CouncilFileStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
# Runs and workers have councils of the same ids: their indexes must not meet.
_RUN = (os.environ.get("PYTEST_DB_SUFFIX", "suite"), os.environ.get("PYTEST_XDIST_WORKER", "main"))
SEARCH_INDEX_PREFIX = "-".join((env("SEARCH_INDEX_PREFIX"), *_RUN)).lower()
