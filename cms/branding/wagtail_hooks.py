"""Puts the council's details into the Wagtail admin, and names what the audit tells of them."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from cms.branding.readiness import missing
from tenants.accounts.roles import is_manager
from tenants.desk.actions import name_actions
from tenants.desk.menus import RoleMenuItem
from tenants.desk.panels import CountPanel


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def settings_urls() -> list[URLPattern | URLResolver]:
    """`/admin/settings/`."""
    return [path("settings/", include("cms.branding.desk_urls"))]


@hooks.register("register_settings_menu_item")  # type: ignore[untyped-decorator]
def details_item() -> MenuItem:
    """What the council shows of itself."""
    return RoleMenuItem(
        "Council details", "council-settings:details", may=is_manager, name="council", icon_name="home", order=5
    )


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]
def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """What is missing before going live, for the managers of a council that isn't."""
    council = getattr(request, "council", None)
    if council is not None and council.preparing and is_manager(request.user):
        count = len(missing(council))
        panels.insert(0, CountPanel("going-live", template="branding/home_panel.html", order=50, count=count))


name_actions(
    {
        "settings.change": ("Change the council's details", "Changed the council's details"),
        "settings.logo": ("Change the council's logo", "Changed the council's logo"),
        "settings.no_logo": ("Remove the council's logo", "Removed the council's logo"),
        "settings.go_live": ("Go live", "Went live"),
    }
)
