"""Puts claims and setting up into the Wagtail admin, and names what the audit trail tells of people."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from providers.people.selectors import open_claims
from tenants.accounts.roles import is_officer
from tenants.desk.actions import name_actions
from tenants.desk.menus import RoleMenuItem
from tenants.desk.panels import CountPanel


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def people_urls() -> list[URLPattern | URLResolver]:
    """`/admin/people/`."""
    return [path("people/", include("providers.people.urls"))]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def claims_item() -> MenuItem:
    """Claims."""
    return RoleMenuItem("Claims", "people:claims", may=is_officer, name="claims", icon_name="key", order=12)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def set_up_item() -> MenuItem:
    """Setting an organisation up for somebody on the phone."""
    return RoleMenuItem("Set up a provider", "people:set-up", may=is_officer, name="set-up", icon_name="user", order=13)


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]
def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """The claims that wait, for officers."""
    if is_officer(request.user) and (count := open_claims().count()):
        panels.insert(0, CountPanel("claims", template="people/desk/home_panel.html", order=110, count=count))


name_actions(
    {
        "people.invite": ("Invite somebody", "Invited somebody"),
        "people.withdraw_invitation": ("Take an invitation back", "Took an invitation back"),
        "people.keep": ("Keep for the council", "The council keeps it while nobody of its own does"),
        "people.stop_keeping": ("Stop keeping", "The council no longer keeps it"),
        "people.join": ("Join", "Joined"),
        "people.change_role": ("Change a role", "Changed a role"),
        "people.remove": ("Take somebody out", "Took somebody out"),
        "people.claim": ("Claim", "Asked to look after it"),
        "people.withdraw_claim": ("Take a claim back", "Took a claim back"),
        "people.approve_claim": ("Approve a claim", "Approved a claim"),
        "people.decline_claim": ("Decline a claim", "Declined a claim"),
        "people.view_claim": ("Read a claim", "Read a claim"),
    }
)
