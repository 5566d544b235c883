"""The demo's settings with a table that only Wagtail's own search reads: production never has it."""

from localoffer.settings.local import *  # noqa: F403
from localoffer.settings.local import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "infra.benchmarks.relevance.rivals"]
