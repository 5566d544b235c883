"""Needs and topics of a council."""

from django.apps import AppConfig


class TaxonomyConfig(AppConfig):
    """Council-schema app."""

    name = "search.taxonomy"
    label = "taxonomy"
    verbose_name = "Needs and topics"
