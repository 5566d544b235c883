"""A council's own colours on every page."""

from django.apps import AppConfig


class BrandingConfig(AppConfig):
    """Council-schema app. Its one table is the logo: all else that a council chose stands in its row."""

    name = "cms.branding"
    label = "branding"
    verbose_name = "Branding"
