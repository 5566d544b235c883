"""Puts the care of listings into the Wagtail admin, and names for the audit what officers do there."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from tenants.accounts.roles import is_officer

ACTIONS = {
    "upkeep.merge": ("Merge", "Merged another listing into it"),
    "upkeep.merged_away": ("Merge away", "Merged into another listing"),
    "upkeep.split": ("Split", "Split from the listing it was merged into"),
    "upkeep.write": ("Write to", "Wrote to its people"),
    "upkeep.file": ("Change needs and topics", "Changed its needs and topics, live at once"),
    "upkeep.answer_suggestion": ("Answer a suggestion", "Answered a suggested need or topic"),
}


class CareMenuItem(MenuItem):  # type: ignore[misc]
    """Shown to officers."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person is one."""
        return is_officer(request.user)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def care_urls() -> list[URLPattern | URLResolver]:
    """`/admin/upkeep/`."""
    return [path("upkeep/", include("providers.upkeep.urls"))]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def care_item() -> MenuItem:
    """What needs care among the listings."""
    url = reverse_lazy("upkeep:out-of-date")
    return CareMenuItem("Looking after", url, name="upkeep", icon_name="clipboard-list", order=12)


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]
def name_actions(actions: LogActionRegistry) -> None:
    """Give each action its words."""
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)
