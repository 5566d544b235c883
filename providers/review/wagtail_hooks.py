"""Puts the review desk into the Wagtail admin: its addresses, menu items and a panel on the home page."""

from collections.abc import Mapping
from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from providers.review.selectors import submissions
from tenants.accounts.roles import is_manager, is_officer, is_partner


class OfficerMenuItem(MenuItem):  # type: ignore[misc]
    """Shown to officers alone."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person is an officer."""
        return is_officer(request.user)


class ReviewerMenuItem(MenuItem):  # type: ignore[misc]
    """Shown to officers and partner reviewers."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person decides on submissions."""
        return is_officer(request.user) or is_partner(request.user)


class ManagerMenuItem(MenuItem):  # type: ignore[misc]
    """Shown to managers alone."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person is a manager."""
        return is_manager(request.user)


class WaitingPanel(Component):  # type: ignore[misc]
    """How many submissions wait, on the admin's home page."""

    name = "review"
    order = 100
    template_name = "review/home_panel.html"

    @property
    def media(self) -> Media:
        """The desk's stylesheet."""
        return Media(css={"all": ["review/desk.css"]})

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The number of submissions."""
        return {"count": submissions().count()}


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def desk_urls() -> list[URLPattern | URLResolver]:
    """`/admin/review/`."""
    return [path("review/", include("providers.review.urls"))]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def queue_item() -> MenuItem:
    """The queue, for officers and partner reviewers."""
    return ReviewerMenuItem("Review", reverse_lazy("review:queue"), name="review", icon_name="tasks", order=10)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def listings_item() -> MenuItem:
    """All listings."""
    return OfficerMenuItem("Listings", reverse_lazy("review:listings"), name="listings", icon_name="list-ul", order=11)


@hooks.register("register_settings_menu_item")  # type: ignore[untyped-decorator]
def settings_item() -> MenuItem:
    """How the council reviews, for managers."""
    url = reverse_lazy("review:settings")
    return ManagerMenuItem("Review", url, name="review-settings", icon_name="tasks", order=10)


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]
def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """What waits, for officers."""
    if is_officer(request.user):
        panels.insert(0, WaitingPanel())
