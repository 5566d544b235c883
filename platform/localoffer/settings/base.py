"""What every environment shares. Values that differ come from `env`."""

import logging
from pathlib import Path

from django.urls import reverse_lazy

from localoffer.settings.contact import contact_uri
from localoffer.settings.csp import admin_policy, site_policy
from localoffer.settings.database import with_limits
from localoffer.settings.env import ROOT, env
from localoffer.settings.logs import logging_config
from localoffer.settings.people import *  # noqa: F403
from localoffer.settings.proxies import networks_of_proxies
from localoffer.settings.tiles import host_of_tiles

BASE_DIR = ROOT
SECRET_KEY = env("SECRET_KEY")
SECRET_KEY_FALLBACKS = env("SECRET_KEY_FALLBACKS").split()
PLATFORM_HOST = env("PLATFORM_HOST")
PUBLIC_SCHEME = env("PUBLIC_SCHEME")
PUBLIC_PORT = env("PUBLIC_PORT")
TRUSTED_PROXIES = networks_of_proxies(env("TRUSTED_PROXIES"))

# --- councils -----------------------------------------------------------------------------------
TENANT_MODEL = "councils.Council"
TENANT_DOMAIN_MODEL = "councils.Domain"
TENANT_BASE_SCHEMA = "template"
TENANT_CREATION_FAKES_MIGRATIONS = True
TENANT_LIMIT_SET_CALLS = False
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
ROOT_URLCONF = "localoffer.urls.council"
PUBLIC_SCHEMA_URLCONF = "localoffer.urls.platform"

_BOTH = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "tenants.accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
SHARED_APPS = [
    "django_tenants",
    "localoffer",
    "tenants.councils",
    "search",
    "search.places",
    "search.shortlist",
    *_BOTH,
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "django_structlog",
]
TENANT_APPS = [
    *_BOTH,
    "tenants.desk",
    "tenants.typed",
    "tenants.mail",
    "tenants.audit",
    "tenants.staff",
    "tenants.exports",
    "search.taxonomy",
    "search.index",
    "search.reading",
    "search.guidance",
    "search.analytics",
    "providers.listings",
    "providers.review",
    "providers.links",
    "providers.conversations",
    "providers.people",
    "providers.assurance",
    "providers.upkeep",
    "providers.portal",
    "providers.edits",
    "providers.uploads",
    "cms.pages",
    "cms.starter",
    "cms.branding",
    "cms.voice",
    "cms.editions",
    "cms.duties",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
]
INSTALLED_APPS = [*SHARED_APPS, *(app for app in TENANT_APPS if app not in SHARED_APPS)]

MIDDLEWARE = [
    "localoffer.safe_headers.SafeHeadersMiddleware",
    "localoffer.csp.PolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "localoffer.cache_policy.CachePolicyMiddleware",
    "localoffer.health.HealthMiddleware",
    "localoffer.metrics.MetricsMiddleware",
    "tenants.councils.middleware.CouncilMiddleware",
    "localoffer.requests.QuietRequestMiddleware",
    "localoffer.methods.MethodMiddleware",
    "localoffer.bad_input.BadInputMiddleware",
    "localoffer.unavailable.UnavailableMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tenants.typed.middleware.TypedMiddleware",
    "tenants.accounts.middleware.StaffSecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cms.branding.middleware.PreparingMiddleware",
    "cms.pages.middleware.CouncilRedirectMiddleware",
    "cms.pages.middleware.OpenQuestionMiddleware",
    "search.http.middleware.SearchMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tenants.councils.context.council",
            ],
            "builtins": ["tenants.typed.tags"],
        },
    },
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "localoffer.jinja.environment"},
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
WSGI_APPLICATION = "localoffer.wsgi.application"

# --- data ---------------------------------------------------------------------------------------
_ENGINE = {"ENGINE": "django_tenants.postgresql_backend"}
DATABASES = {"default": env.db("DATABASE_URL") | _ENGINE}
# Of the role that makes schemas and tables, for the commands that do; what isn't given is what serves, which does both.
DATABASE_OWNER = env.db("DATABASE_OWNER_URL") | _ENGINE if env("DATABASE_OWNER_URL") else {}
DATABASE_SERVING_ROLE = DATABASES["default"]["USER"] if DATABASE_OWNER else ""
DATABASES["default"] = with_limits(
    DATABASES["default"],
    lock_ms=env("DATABASE_LOCK_TIMEOUT_MS"),
    statement_ms=env("DATABASE_STATEMENT_TIMEOUT_MS"),
    idle_ms=env("DATABASE_IDLE_TIMEOUT_MS"),
)
DATABASES["default"].update(ATOMIC_REQUESTS=True, CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "localoffer.cache.ForgivingRedisCache",
        "LOCATION": env("CACHE_URL"),
        "OPTIONS": {"socket_timeout": 0.5, "socket_connect_timeout": 0.5},
        "KEY_FUNCTION": "django_tenants.cache.make_key",
        "REVERSE_KEY_FUNCTION": "django_tenants.cache.reverse_key",
        "TIMEOUT": 300,
    }
}
if not env("CACHE_URL"):
    CACHES["default"].update(BACKEND="django.core.cache.backends.locmem.LocMemCache", OPTIONS={})
MEDIA_ROOT = env("MEDIA_ROOT")
MEDIA_URL = "/media/"
STATIC_ROOT = env("STATIC_ROOT")
STATIC_URL = "/static/"
EDITION_FONTS = Path(__file__).resolve().parents[1] / "static" / "vendor" / "fonts"
WHITENOISE_ROOT = Path(__file__).resolve().parents[1] / "root"  # what browsers ask for by name: /favicon.ico
STORAGES = {
    "default": {"BACKEND": "localoffer.storage.CouncilFileStorage"},
    "staticfiles": {"BACKEND": "localoffer.assets.CouncilStaticFilesStorage"},
}
S3_BUCKET = env("S3_BUCKET")
S3_ENDPOINT_URL = env("S3_ENDPOINT_URL")
S3_ACCESS_KEY_ID = env("S3_ACCESS_KEY_ID")
S3_SECRET_ACCESS_KEY = env("S3_SECRET_ACCESS_KEY")
S3_REGION = env("S3_REGION")
if S3_BUCKET:
    STORAGES["default"] = {"BACKEND": "localoffer.storage.CouncilS3Storage"}

# --- tasks --------------------------------------------------------------------------------------
CELERY_BROKER_URL = env("CELERY_BROKER_URL")

# --- search -------------------------------------------------------------------------------------
SEARCH_ENGINE = env("SEARCH_ENGINE")
ELASTICSEARCH_URL = env("ELASTICSEARCH_URL")
SEARCH_INDEX_PREFIX = env("SEARCH_INDEX_PREFIX")
SEARCH_TIMEOUT_MS = env("SEARCH_TIMEOUT_MS")
SEARCH_POSTGRES_TIMEOUT_MS = env("SEARCH_POSTGRES_TIMEOUT_MS")
SEARCH_REQUESTS_A_MINUTE = env("SEARCH_REQUESTS_A_MINUTE")
SEARCH_MEANING = env("SEARCH_MEANING")
SEARCH_MODEL = env("SEARCH_MODEL")
MAP_TILE_URL = env("MAP_TILE_URL")
MAP_ATTRIBUTION = env("MAP_ATTRIBUTION")

# --- pages --------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "SEND Local Offer"
SILENCED_SYSTEM_CHECKS = [
    "wagtailadmin.W003",  # no one base URL: each council has its own, in tenants.councils.links
    "security.W019",  # Wagtail shows its page previews in a frame of the same host
]
WAGTAILADMIN_LOGIN_URL = reverse_lazy("account_login")
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.pages.document_forms.PlainDocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # the store may be a host that only we can reach
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.pages.image_forms.PlainImageForm"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
WAGTAIL_FINISH_WORKFLOW_ACTION = "providers.review.publish.publish_reviewed_revision"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_I18N_ENABLED = False
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# --- safety -------------------------------------------------------------------------------------
ALLOWED_HOSTS = ["*"]  # CouncilMiddleware answers 404 to every host that has no Domain row.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "SAMEORIGIN"
CSRF_FAILURE_VIEW = "tenants.typed.views.form_expired"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": site_policy(host_of_tiles(MAP_TILE_URL))}
ADMIN_POLICY = admin_policy(host_of_tiles(MAP_TILE_URL))

# --- mail and logs ------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env("MAIL_FROM")
MAIL_BOUNCES_TO = env("MAIL_BOUNCES_TO")
if env("EMAIL_URL"):
    vars().update(env.email_url("EMAIL_URL"))
    EMAIL_BACKEND = "tenants.mail.smtp.CarefulBackend"
    EMAIL_TIMEOUT = env("EMAIL_TIMEOUT")
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = env("EMAIL_DIR") or str(ROOT / ".local" / "mail")
LOGGING = logging_config(env("LOG_LEVEL"))
CLAMD_URL = env("CLAMD_URL")
METRICS_TOKEN = env("METRICS_TOKEN")
SECURITY_CONTACT = contact_uri(env("SECURITY_CONTACT"))
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = None
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG  # one line a request: where it leads isn't known before
