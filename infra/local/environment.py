"""The environment variables that point the platform at a set of local servers."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from infra.local.places import Places
from infra.local.roles import DatabaseUrls

ENGINES = ("postgres", "elasticsearch")


def build_environment(
    places: Places,
    *,
    database: DatabaseUrls,
    broker_url: str,
    cache_url: str,
    elasticsearch_url: str,
    engine: str,
    search_model: str,
    settings: str,
    port: int,
) -> dict[str, str]:
    """Return every variable that the platform and its commands need."""
    return {
        "DATABASE_URL": database.serve,
        "DATABASE_OWNER_URL": database.owner,
        "CELERY_BROKER_URL": broker_url,
        "CACHE_URL": cache_url,
        "ELASTICSEARCH_URL": elasticsearch_url,
        "SEARCH_ENGINE": engine,
        "SEARCH_MODEL": search_model,
        "SEARCH_REQUESTS_A_MINUTE": "6000",  # drills and measurements all come from one address
        "EMAIL_DIR": str(places.local / "mail"),
        "MEDIA_ROOT": str(places.local / "media"),
        "STATIC_ROOT": str(places.local / "static"),
        "SECRET_KEY": secret_key(places),
        "PLATFORM_HOST": "localhost",
        "PUBLIC_PORT": str(port),
        "PORT": str(port),
        "DJANGO_SETTINGS_MODULE": settings,
    }


def broker_and_cache(base: str, slot: int = 0) -> tuple[str, str]:
    """Return the URLs of two databases of one Redis or Valkey: a broker and a cache for this slot."""
    return f"{base}/{2 * slot}", f"{base}/{2 * slot + 1}"


def given_broker() -> tuple[str, str] | None:
    """Return the broker and cache from CELERY_BROKER_URL and CACHE_URL, or None where no broker is given.

    With a broker alone, the cache is database 1 of the same server.
    """
    broker = os.environ.get("CELERY_BROKER_URL", "")
    if not broker:
        return None
    scheme, _, rest = broker.partition("://")
    return broker, os.environ.get("CACHE_URL") or f"{scheme}://{rest.partition('/')[0]}/1"


def secret_key(places: Places) -> str:
    """Return the signing key of this set of servers, made once."""
    path = places.local / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


def write_environment(path: Path, environment: Mapping[str, str]) -> None:
    """Write `KEY=VALUE` lines in one step, readable by their owner alone."""
    draft = path.with_suffix(".draft")
    draft.touch(mode=0o600)
    draft.write_text("".join(f"{key}={value}\n" for key, value in environment.items()))
    draft.replace(path)
