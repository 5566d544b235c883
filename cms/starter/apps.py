"""The pages that a new council starts with."""

from django.apps import AppConfig


class StarterConfig(AppConfig):
    """No tables of its own: starter pages are pages like any other."""

    name = "cms.starter"
    label = "starter"
    verbose_name = "Starter pages"

    def ready(self) -> None:
        """Give new councils their pages."""
        from cms.starter.services import make_pages
        from tenants.councils.parts import CouncilPart, register_part

        register_part(CouncilPart(name="pages", create=make_pages))
