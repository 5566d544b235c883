"""Tests: mail kept in memory, quick password hashing, static files without a manifest."""

import os

from localoffer.settings.base import *  # noqa: F403
from localoffer.settings.base import CACHES, DATABASE_OWNER, DATABASE_SERVING_ROLE, DATABASES
from localoffer.settings.env import env

DATABASES["default"]["TEST"] = {"NAME": f"test_localoffer_{os.environ.get('PYTEST_DB_SUFFIX', 'suite')}"}
# A test is the role that serves, on a connection that may be the owner where it says so: `tests.databases.owning`.
if DATABASE_OWNER:
    DATABASES["default"].update(USER=DATABASE_OWNER["USER"], PASSWORD=DATABASE_OWNER["PASSWORD"])
    DATABASES["default"]["OPTIONS"] = {"assume_role": DATABASE_SERVING_ROLE}
    DATABASE_OWNER = {}

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SECURITY_CONTACT = "mailto:security@localoffer.example"
STORAGES = {
    "default": {"BACKEND": "localoffer.storage.CouncilFileStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
# The engine of a test that doesn't choose one.
SEARCH_ENGINE = "postgres"
# A test that is about meaning says so: others find by words, and load no model.
SEARCH_MEANING = False
# On a busy machine an answer comes late: that fails no test but those of lateness, which set their own.
SEARCH_TIMEOUT_MS = 60_000
SEARCH_POSTGRES_TIMEOUT_MS = 60_000
if env("CACHE_URL"):
    CACHES["default"]["OPTIONS"] = {"socket_timeout": 60, "socket_connect_timeout": 60}
# Runs and workers have councils of the same ids: their indexes, messages and cached values must not meet.
_RUN = (os.environ.get("PYTEST_DB_SUFFIX", "suite"), os.environ.get("PYTEST_XDIST_WORKER", "main"))
SEARCH_INDEX_PREFIX = "-".join((env("SEARCH_INDEX_PREFIX"), *_RUN)).lower()
_WORKER_DATABASES = 32


def _own(url: str) -> str:
    """The same Redis, with a database of this worker's own; asked again it gives the same."""
    server, _, number = url.rpartition("/")
    return f"{server}/{int(number) % _WORKER_DATABASES + _WORKER_DATABASES * int(_RUN[1].removeprefix('gw'))}"


if _RUN[1].startswith("gw"):
    # Celery takes the environment's before the settings'.
    os.environ["CELERY_BROKER_URL"] = CELERY_BROKER_URL = _own(env("CELERY_BROKER_URL"))
    if env("CACHE_URL"):
        CACHES["default"]["LOCATION"] = _own(env("CACHE_URL"))
