"""Puts the care of listings into the Wagtail admin, and names for the audit what officers do there."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from tenants.accounts.roles import is_officer
from tenants.desk.actions import name_actions
from tenants.desk.menus import RoleMenuItem


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def care_urls() -> list[URLPattern | URLResolver]:
    """`/admin/upkeep/`."""
    return [path("upkeep/", include("providers.upkeep.urls"))]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def care_item() -> MenuItem:
    """What needs care among the listings."""
    return RoleMenuItem(
        "Looking after", "upkeep:out-of-date", may=is_officer, name="upkeep", icon_name="clipboard-list", order=12
    )


name_actions(
    {
        "upkeep.merge": ("Merge", "Merged another listing into it"),
        "upkeep.merged_away": ("Merge away", "Merged into another listing"),
        "upkeep.split": ("Split", "Took apart what had been merged"),
        "upkeep.not_double": ("Say that it is no double", "Said that it is not the same as another listing"),
        "upkeep.ask_again": ("Ask again about a double", "Took it back that it is not the same as another listing"),
        "upkeep.write": ("Write to", "Wrote to its people"),
        "upkeep.file": ("Change needs and topics", "Changed its needs and topics, live at once"),
        "upkeep.answer_suggestion": ("Answer a suggestion", "Answered a suggested need or topic"),
    }
)
