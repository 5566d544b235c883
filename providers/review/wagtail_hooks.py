"""Puts the review desk into the Wagtail admin: its addresses, menu items and a panel on the home page."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from providers.review.selectors import submissions
from providers.review.views.gate import reviews
from tenants.accounts.roles import is_manager, is_officer
from tenants.desk.menus import RoleMenuItem
from tenants.desk.panels import CountPanel


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def desk_urls() -> list[URLPattern | URLResolver]:
    """`/admin/review/`."""
    return [path("review/", include("providers.review.urls"))]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def queue_item() -> MenuItem:
    """The queue."""
    return RoleMenuItem("Review", "review:queue", may=reviews, name="review", icon_name="tasks", order=10)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def listings_item() -> MenuItem:
    """All listings."""
    return RoleMenuItem("Listings", "review:listings", may=is_officer, name="listings", icon_name="list-ul", order=11)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def unreviewed_item() -> MenuItem:
    """What went live without review."""
    return RoleMenuItem(
        "Live without review", "review:without_review", may=is_officer, name="unreviewed", icon_name="view", order=12
    )


@hooks.register("register_settings_menu_item")  # type: ignore[untyped-decorator]
def settings_item() -> MenuItem:
    """How the council reviews."""
    return RoleMenuItem(
        "Review", "review:settings", may=is_manager, name="review-settings", icon_name="tasks", order=10
    )


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]
def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """How many submissions wait, for officers."""
    if is_officer(request.user):
        count = submissions().count()
        panels.insert(0, CountPanel("review", template="review/home_panel.html", order=100, count=count))
