"""The people of organisations."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Council-schema app."""

    name = "providers.people"
    label = "people"
    verbose_name = "Providers' people"
