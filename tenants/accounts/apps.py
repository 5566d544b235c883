"""People who sign in."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """In both schemas: operators live in the public schema, everybody else in their council's."""

    name = "tenants.accounts"
    label = "accounts"
    verbose_name = "People"

    def ready(self) -> None:
        """Every new council gets the staff groups; addresses and sessions are kept as they should be."""
        from tenants.accounts import receivers  # noqa: F401 (its receivers register themselves)
        from tenants.accounts.services import make_role_groups
        from tenants.councils.parts import CouncilPart, register_part

        register_part(CouncilPart(name="groups", create=make_role_groups))
