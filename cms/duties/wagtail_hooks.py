"""Puts the duties into the Wagtail admin, and names for the audit what is signed and said there."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from cms.duties.register import Level
from cms.duties.selectors import Tally, standings, tallies_by_level, tally
from tenants.accounts.roles import is_manager, is_staff_member
from tenants.desk.actions import name_actions
from tenants.desk.menus import RoleMenuItem
from tenants.desk.panels import CountPanel


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def duty_urls() -> list[URLPattern | URLResolver]:
    """`/admin/duties/`."""
    return [path("duties/", include("cms.duties.desk_urls"))]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def duties_item() -> MenuItem:
    """The register."""
    return RoleMenuItem("Duties", "duties:register", may=is_staff_member, name="duties", icon_name="list-ol", order=18)


class DutiesPanel(CountPanel):
    """How many duties are covered, with the musts that are missing as its count."""

    def __init__(self, everything: Tally, musts: Tally) -> None:
        super().__init__("duties", template="duties/home_panel.html", order=60, count=musts.total - musts.covered)
        self._tallies = {"all": everything, "musts": musts}

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The numbers of all and of the musts."""
        return {**super().get_context_data(parent_context), **self._tallies}


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]
def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """How the duties stand, for managers."""
    if is_manager(request.user):
        stands = standings().values()
        musts = next(each for each in tallies_by_level(stands) if each.code == Level.MUST)
        panels.insert(0, DutiesPanel(tally(stands), musts))


name_actions(
    {
        "duties.name_page": ("Name a page for a duty", "Named it for a duty"),
        "duties.drop_page": ("Drop a page from a duty", "Took it away from a duty"),
        "duties.sign": ("Sign a page for a duty", "Signed it for a duty"),
        "duties.sign_health": ("Sign a page for health", "Signed it for health"),
        "duties.excuse": ("Excuse a duty", "Said that a duty doesn’t apply here"),
        "duties.lift_excuse": ("Count a duty again", "Said that a duty applies after all"),
        "duties.change": ("Change a duty’s words", "Changed the words of a duty"),
        "duties.occasion": ("Write down a date", "Wrote down when something was done"),
        "duties.show": ("Show what is covered", "Let families read what is covered"),
        "duties.hide": ("Hide what is covered", "Kept from families what is covered"),
    }
)
