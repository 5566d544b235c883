"""The project's own app: the page frame, its components and static files."""

from django.apps import AppConfig


class LocalOfferConfig(AppConfig):
    """No models; templates and static files that every room uses."""

    name = "localoffer"
    verbose_name = "Local Offer Platform"
