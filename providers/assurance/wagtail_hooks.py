"""Puts the setting for checks into the Wagtail admin, and names what the audit tells of them."""

from typing import Final

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from tenants.accounts.roles import is_manager

ACTIONS: Final = {
    "listing.stale": ("Mark as not checked", "Was not checked in time: families are told"),
    "assurance.months": ("Change the time between checks", "Changed how often listings are to be checked"),
}


class ManagerMenuItem(MenuItem):  # type: ignore[misc]
    """Shown to managers."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person is one."""
        return is_manager(request.user)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def months_url() -> list[URLPattern | URLResolver]:
    """`/admin/checking/`."""
    return [path("checking/", include("providers.assurance.desk_urls"))]


@hooks.register("register_settings_menu_item")  # type: ignore[untyped-decorator]
def months_item() -> MenuItem:
    """How often listings are to be checked."""
    url = reverse_lazy("assurance:months")
    return ManagerMenuItem("Checking listings", url, name="checking-listings", icon_name="date", order=11)


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]
def name_actions(actions: LogActionRegistry) -> None:
    """Give each action its words."""
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)
