"""Puts editions and copies by post into the Wagtail admin, and names what the audit tells of them."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from cms.editions.selectors import copies_to_post
from tenants.accounts.roles import is_officer_or_manager
from tenants.desk.actions import name_actions
from tenants.desk.menus import RoleMenuItem
from tenants.desk.panels import CountPanel


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def edition_urls() -> list[URLPattern | URLResolver]:
    """`/admin/editions/` and what is below it."""
    return [
        path("editions/copies/", include("cms.editions.copies_urls")),
        path("editions/", include("cms.editions.desk_urls")),
        path("helpline/", include("cms.editions.helpline_urls")),
    ]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def editions_item() -> MenuItem:
    """The offer on paper."""
    return RoleMenuItem(
        "Editions and copies",
        "editions:index",
        may=is_officer_or_manager,
        name="editions",
        icon_name="doc-full-inverse",
        order=340,
    )


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def helpline_item() -> MenuItem:
    """Services for a caller."""
    return RoleMenuItem(
        "Helpline", "helpline:index", may=is_officer_or_manager, name="helpline", icon_name="comment", order=335
    )


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]
def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """How many copies are to be printed and posted, where there are any."""
    if is_officer_or_manager(request.user) and (count := copies_to_post()):
        panels.append(CountPanel("copies", template="editions/desk/home_panel.html", order=330, count=count))


name_actions(
    {
        "editions.ask": ("Ask for an edition", "Asked for a new edition"),
        "editions.cancel": ("Cancel an edition", "Cancelled an edition"),
        "copies.enter": ("Enter a copy", "Entered a copy to post"),
        "copies.printed": ("Print a copy", "Noted a copy as printed"),
        "copies.posted": ("Post a copy", "Noted a copy as posted"),
    }
)
