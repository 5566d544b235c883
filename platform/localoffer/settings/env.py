"""Every environment variable the platform reads, in one place; a test holds `infra/docs/operations.md` to it.

Any of them may come from a file instead: `SECRET_KEY_FILE` names the one that holds `SECRET_KEY`.
"""

import os
from pathlib import Path
from typing import Final

import environ

from localoffer.settings.files import WithFiles

ROOT: Final = Path(__file__).resolve().parents[3]
DEVELOPMENT_SECRET: Final = "development-only-never-in-production"

env = environ.Env(
    DATABASE_URL=(str, "postgres://postgres@127.0.0.1:5432/localoffer"),
    DATABASE_OWNER_URL=(str, ""),
    DATABASE_LOCK_TIMEOUT_MS=(int, 5_000),
    DATABASE_STATEMENT_TIMEOUT_MS=(int, 20_000),
    DATABASE_IDLE_TIMEOUT_MS=(int, 60_000),
    CELERY_BROKER_URL=(str, "redis://127.0.0.1:6379/0"),
    CACHE_URL=(str, ""),
    ELASTICSEARCH_URL=(str, ""),
    SEARCH_ENGINE=(str, "postgres"),
    SEARCH_INDEX_PREFIX=(str, "localoffer"),
    SEARCH_TIMEOUT_MS=(int, 800),
    SEARCH_POSTGRES_TIMEOUT_MS=(int, 5000),
    SEARCH_REQUESTS_A_MINUTE=(int, 600),
    SEARCH_MEANING=(bool, True),
    SEARCH_MODEL=(str, ""),
    SECRET_KEY=(str, DEVELOPMENT_SECRET),
    SECRET_KEY_FALLBACKS=(str, ""),
    PLATFORM_HOST=(str, "localhost"),
    TRUSTED_PROXIES=(str, ""),
    PUBLIC_SCHEME=(str, "http"),
    PUBLIC_PORT=(str, ""),
    EMAIL_URL=(str, ""),
    EMAIL_TIMEOUT=(int, 10),
    EMAIL_DIR=(str, ""),
    MAIL_FROM=(str, "SEND Local Offer <no-reply@localhost>"),
    MAIL_BOUNCES_TO=(str, ""),
    MEDIA_ROOT=(str, str(ROOT / ".local" / "media")),
    STATIC_ROOT=(str, str(ROOT / ".local" / "static")),
    S3_BUCKET=(str, ""),
    S3_ENDPOINT_URL=(str, ""),
    S3_ACCESS_KEY_ID=(str, ""),
    S3_SECRET_ACCESS_KEY=(str, ""),
    S3_REGION=(str, "eu-west-2"),
    CLAMD_URL=(str, ""),
    MAP_TILE_URL=(str, ""),
    MAP_ATTRIBUTION=(str, ""),
    LOG_LEVEL=(str, "INFO"),
    METRICS_TOKEN=(str, ""),
    SECURITY_CONTACT=(str, ""),
)
env.ENVIRON = WithFiles(os.environ)
