"""Production: HTTPS, and a refusal to start with any development default."""

from django.core.exceptions import ImproperlyConfigured

from localoffer.settings.base import *  # noqa: F403
from localoffer.settings.env import DEVELOPMENT_SECRET, env

REQUIRED = (
    "DATABASE_URL",
    "CELERY_BROKER_URL",
    "CACHE_URL",
    "SECRET_KEY",
    "PLATFORM_HOST",
    "TRUSTED_PROXIES",  # without, all visitors have the proxy's address, and one guesser locks all of them out
    "EMAIL_URL",
    "MAIL_FROM",
    "S3_BUCKET",
    "STATIC_ROOT",
)
missing = [name for name in REQUIRED if not env.ENVIRON.get(name)]
if missing:
    raise ImproperlyConfigured(f"Set {', '.join(missing)}: production has no defaults for them.")
for key in (env("SECRET_KEY"), *SECRET_KEY_FALLBACKS):  # noqa: F405 (of base)
    if key == DEVELOPMENT_SECRET or len(key) < 50 or len(set(key)) < 10:
        raise ImproperlyConfigured(
            "Set SECRET_KEY, and each of SECRET_KEY_FALLBACKS, to at least 50 random characters."
        )
if env("SEARCH_ENGINE") == "elasticsearch" and not env("ELASTICSEARCH_URL"):
    raise ImproperlyConfigured("Set ELASTICSEARCH_URL, or SEARCH_ENGINE=postgres.")

DEBUG = False
PUBLIC_SCHEME = "https"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
