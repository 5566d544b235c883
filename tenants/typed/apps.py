"""What was typed when a sign-in had ended."""

from django.apps import AppConfig


class TypedConfig(AppConfig):
    """Templates and middleware."""

    name = "tenants.typed"
