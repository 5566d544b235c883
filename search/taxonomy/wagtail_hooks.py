"""Puts needs and topics into the Wagtail admin, and names what is done to them."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from tenants.accounts.roles import is_manager, is_officer

ACTIONS = {
    "taxonomy.add": ("Add a term", "Added a need or topic"),
    "taxonomy.change": ("Change a term", "Changed a need or topic"),
    "taxonomy.merge": ("Merge a term", "Merged a need or topic into another"),
    "taxonomy.retire": ("Retire a term", "Retired a need or topic"),
    "taxonomy.bring_back": ("Bring a term back", "Brought a need or topic back"),
}


class TaxonomyMenuItem(MenuItem):  # type: ignore[misc]
    """Shown to officers and managers."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person is one."""
        return is_officer(request.user) or is_manager(request.user)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def taxonomy_urls() -> list[URLPattern | URLResolver]:
    """`/admin/taxonomy/`."""
    return [path("taxonomy/", include("search.taxonomy.urls"))]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def taxonomy_item() -> MenuItem:
    """Needs and topics."""
    return TaxonomyMenuItem(
        "Needs and topics", reverse_lazy("taxonomy:needs"), name="taxonomy", icon_name="tag", order=25
    )


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]
def name_actions(actions: LogActionRegistry) -> None:
    """Give each action its words."""
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)
