"""Puts people into the Wagtail admin's settings, and names what the audit tells of them."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from tenants.accounts.roles import is_manager
from tenants.desk.actions import name_actions
from tenants.desk.menus import RoleMenuItem


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def staff_urls() -> list[URLPattern | URLResolver]:
    """`/admin/people/`."""
    return [path("people/", include("tenants.staff.desk_urls"))]


@hooks.register("register_settings_menu_item")  # type: ignore[untyped-decorator]
def people_item() -> MenuItem:
    """Who works at the council."""
    return RoleMenuItem("People", "staff:index", may=is_manager, name="people", icon_name="group", order=10)


name_actions(
    {
        "staff.invite": ("Invite a colleague", "Invited a colleague"),
        "staff.withdraw_invitation": ("Take a colleague's invitation back", "Took a colleague's invitation back"),
        "staff.join": ("Join the council's people", "Joined the council's people"),
        "staff.change_roles": ("Change a colleague's roles", "Changed a colleague's roles"),
        "staff.suspend": ("Suspend a colleague", "Suspended a colleague"),
        "staff.let_back_in": ("Let a colleague back in", "Let a colleague back in"),
        "staff.remove": ("Remove a colleague", "Removed a colleague"),
    }
)
