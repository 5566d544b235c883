"""Puts claims and setting up into the Wagtail admin, and names what the audit trail tells of people."""

from collections.abc import Mapping
from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry

from providers.people.selectors import open_claims
from tenants.accounts.roles import is_officer

ACTIONS = {
    "people.invite": ("Invite somebody", "Invited somebody"),
    "people.withdraw_invitation": ("Take an invitation back", "Took an invitation back"),
    "people.join": ("Join", "Joined"),
    "people.change_role": ("Change a role", "Changed a role"),
    "people.remove": ("Take somebody out", "Took somebody out"),
    "people.claim": ("Claim", "Asked to look after it"),
    "people.withdraw_claim": ("Take a claim back", "Took a claim back"),
    "people.approve_claim": ("Approve a claim", "Approved a claim"),
    "people.decline_claim": ("Decline a claim", "Declined a claim"),
    "people.view_claim": ("Read a claim", "Read a claim"),
}


class OfficerMenuItem(MenuItem):  # type: ignore[misc]
    """Shown to officers alone."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person is an officer."""
        return is_officer(request.user)


class ClaimsPanel(Component):  # type: ignore[misc]
    """How many claims wait, on the admin's home page."""

    name = "claims"
    order = 110
    template_name = "people/desk/home_panel.html"

    @property
    def media(self) -> Media:
        """The desk's stylesheet."""
        return Media(css={"all": ["review/desk.css"]})

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The number of claims."""
        return {"count": open_claims().count()}


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]
def name_actions(actions: LogActionRegistry) -> None:
    """Give each action its words."""
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def people_urls() -> list[URLPattern | URLResolver]:
    """`/admin/people/`."""
    return [path("people/", include("providers.people.urls"))]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def claims_item() -> MenuItem:
    """Claims."""
    return OfficerMenuItem("Claims", reverse_lazy("people:claims"), name="claims", icon_name="key", order=12)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def set_up_item() -> MenuItem:
    """Setting an organisation up for somebody on the phone."""
    return OfficerMenuItem(
        "Set up a provider", reverse_lazy("people:set-up"), name="set-up", icon_name="user", order=13
    )


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]
def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """The claims that wait, for officers."""
    if is_officer(request.user) and open_claims().exists():
        panels.insert(0, ClaimsPanel())
