"""Puts council edits into the Wagtail admin, and names what the audit tells of them."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.admin.ui.components import Component

from providers.edits.selectors import waiting_edits
from providers.review.views.gate import reviews
from tenants.accounts.models import User
from tenants.desk.actions import name_actions
from tenants.desk.panels import CountPanel


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def edit_urls() -> list[URLPattern | URLResolver]:
    """`/admin/review/listings/…/edit/`."""
    return [path("review/listings/", include("providers.edits.urls"))]


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]
def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """How many council edits wait, for whoever may approve one."""
    if isinstance(request.user, User) and reviews(request.user) and (count := waiting_edits(request.user).count()):
        panels.insert(0, CountPanel("edits", template="edits/home_panel.html", order=105, count=count))


name_actions(
    {
        "edits.send": ("Send a council edit", "Sent a change of the council’s own to be approved"),
        "edits.pass_on": ("Approve a council edit first", "Gave the first of two approvals of a council edit"),
        "edits.give_back": ("Give a council edit back", "Gave a council edit back"),
        "edits.live": ("Put a council edit live", "Changed it for its people, live at once"),
        "edits.save": ("Save a council edit", "Changed its draft for its people"),
        "edits.drop": ("Drop a council edit", "Dropped a change of the council’s own"),
    }
)
