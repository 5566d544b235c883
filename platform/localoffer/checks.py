"""System checks: a setting that would mix councils stops every command and server from starting."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.module_loading import import_string

from localoffer.storage import CouncilFileStorage, CouncilS3Storage
from tenants.councils.tasks import CouncilTask

COUNCIL_MIDDLEWARE = "tenants.councils.middleware.CouncilMiddleware"
READS_TABLES = ("sessions", "auth", "redirects", "accounts", "account")


@register()
def check_council_isolation(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """What keeps councils apart is configured: cache keys, stored files, task base, middleware, search path."""
    rules = {
        "localoffer.E001": (_cache_keys_carry_council(), "CACHES must use django_tenants.cache.make_key."),
        "localoffer.E002": (_files_carry_council(), "STORAGES must keep each council's files under its own prefix."),
        "localoffer.E003": (_tasks_carry_council(), "Celery's task base must be tenants.councils.tasks.CouncilTask."),
        "localoffer.E004": (_council_comes_first(), "CouncilMiddleware must stand before whatever reads tables."),
        "localoffer.E005": (not settings.TENANT_LIMIT_SET_CALLS, "TENANT_LIMIT_SET_CALLS must be off."),
        "localoffer.E006": (
            "django.contrib.sites" not in settings.INSTALLED_APPS,
            "Never install django.contrib.sites.",
        ),
    }
    return [Error(message, id=name) for name, (kept, message) in rules.items() if not kept]


def _cache_keys_carry_council() -> bool:
    return all(
        cache.get("KEY_FUNCTION") == "django_tenants.cache.make_key"
        or cache["BACKEND"] == "django.core.cache.backends.dummy.DummyCache"
        for cache in settings.CACHES.values()
    )


def _files_carry_council() -> bool:
    storage = import_string(settings.STORAGES["default"]["BACKEND"])
    return issubclass(storage, CouncilFileStorage | CouncilS3Storage)


def _tasks_carry_council() -> bool:
    from localoffer.celery import app

    return issubclass(app.Task, CouncilTask)


def _council_comes_first() -> bool:
    middleware = list(settings.MIDDLEWARE)
    if COUNCIL_MIDDLEWARE not in middleware:
        return False
    before = middleware[: middleware.index(COUNCIL_MIDDLEWARE)]
    return not any(room in path.split(".") for path in before for room in READS_TABLES)
