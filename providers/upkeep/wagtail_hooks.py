"""Puts the care of listings into the Wagtail admin, and names for the audit what officers do there."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from providers.upkeep.care_lists import care_list, waiting_suggestions
from tenants.accounts.roles import is_officer
from tenants.desk.actions import name_actions
from tenants.desk.menus import RoleMenuItem
from tenants.desk.panels import CountPanel


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


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]
def add_panels(request: HttpRequest, panels: list[Component]) -> None:
    """What is out of date and the words that wait for an answer, for officers."""
    if not is_officer(request.user):
        return
    counts = {"stale": len(care_list("out-of-date").find({})), "suggested": waiting_suggestions().count()}
    for order, (name, count) in enumerate(counts.items(), 120):
        if count:
            panels.insert(0, CountPanel(name, template=f"upkeep/{name}_panel.html", order=order, count=count))


name_actions(
    {
        "upkeep.merge": ("Merge", "Merged another listing into it"),
        "upkeep.merged_away": ("Merge away", "Merged into another listing"),
        "upkeep.split": ("Split", "Took apart what had been merged"),
        "upkeep.not_double": ("Say that it is no double", "Said that it is not the same as another listing"),
        "upkeep.ask_again": ("Ask again about a double", "Took it back that it is not the same as another listing"),
        "upkeep.write": ("Write to", "Wrote to its people"),
        "upkeep.file": ("Change needs and topics", "Changed its needs and topics, live at once"),
        "upkeep.refuse_own_words": ("Refuse its own words", "Said that it isn’t about what its words speak of"),
        "upkeep.ask_own_words_again": (
            "Ask again about its words",
            "Took back that it isn’t about what its words speak of",
        ),
        "upkeep.answer_suggestion": ("Answer a suggestion", "Answered a suggested need or topic"),
    }
)
