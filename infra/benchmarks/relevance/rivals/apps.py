"""The app of the benchmark's table."""

from django.apps import AppConfig


class RivalsConfig(AppConfig):
    """An app that is installed for the benchmark alone."""

    name = "infra.benchmarks.relevance.rivals"
    label = "relevance_rivals"
    default_auto_field = "django.db.models.BigAutoField"
