"""Asking providers whether their listings are still correct."""

from django.apps import AppConfig


class AssuranceConfig(AppConfig):
    """Council-schema app."""

    name = "providers.assurance"
    label = "assurance"
    verbose_name = "Staying true"
