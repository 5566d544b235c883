"""Puts the setting for checks into the Wagtail admin, and names what the audit tells of them."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from tenants.accounts.roles import is_manager
from tenants.desk.actions import name_actions
from tenants.desk.menus import RoleMenuItem


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def months_url() -> list[URLPattern | URLResolver]:
    """`/admin/checking/`."""
    return [path("checking/", include("providers.assurance.desk_urls"))]


@hooks.register("register_settings_menu_item")  # type: ignore[untyped-decorator]
def months_item() -> MenuItem:
    """How often listings are to be checked."""
    return RoleMenuItem(
        "Checking listings", "assurance:months", may=is_manager, name="checking-listings", icon_name="date", order=11
    )


name_actions(
    {
        "listing.stale": ("Mark as not checked", "Was not checked in time: families are told"),
        "assurance.months": ("Change the time between checks", "Changed how often listings are to be checked"),
    }
)
