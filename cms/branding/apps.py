"""A council's own colours on every page."""

from django.apps import AppConfig


class BrandingConfig(AppConfig):
    """No tables: what a council chose stands in its row."""

    name = "cms.branding"
    label = "branding"
    verbose_name = "Branding"
