"""Puts needs and topics into the Wagtail admin, and names what is done to them."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from tenants.accounts.roles import is_officer_or_manager
from tenants.desk.actions import name_actions
from tenants.desk.menus import RoleMenuItem


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def taxonomy_urls() -> list[URLPattern | URLResolver]:
    """`/admin/taxonomy/`."""
    return [path("taxonomy/", include("search.taxonomy.urls"))]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def taxonomy_item() -> MenuItem:
    """Needs and topics."""
    return RoleMenuItem(
        "Needs and topics", "taxonomy:needs", may=is_officer_or_manager, name="taxonomy", icon_name="tag", order=25
    )


name_actions(
    {
        "taxonomy.add": ("Add a term", "Added a need or topic"),
        "taxonomy.change": ("Change a term", "Changed a need or topic"),
        "taxonomy.merge": ("Merge a term", "Merged a need or topic into another"),
        "taxonomy.retire": ("Retire a term", "Retired a need or topic"),
        "taxonomy.bring_back": ("Bring a term back", "Brought a need or topic back"),
    }
)
