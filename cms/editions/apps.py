"""The Local Offer on paper: editions to print, to download and to ask for."""

from django.apps import AppConfig


class EditionsConfig(AppConfig):
    """Council-schema app."""

    name = "cms.editions"
    label = "editions"
    verbose_name = "Editions"
