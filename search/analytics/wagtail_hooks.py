"""Puts the reports on searches into the Wagtail admin."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from tenants.accounts.roles import reads_reports


class ReportsMenuItem(MenuItem):  # type: ignore[misc]
    """Shown to those who read reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person does."""
        return reads_reports(request.user)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def report_urls() -> list[URLPattern | URLResolver]:
    """`/admin/search-analytics/`."""
    return [path("search-analytics/", include("search.analytics.urls"))]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def searches_item() -> MenuItem:
    """Searches."""
    address = reverse_lazy("analytics:searches")
    return ReportsMenuItem("Search analytics", address, name="search-analytics", icon_name="search", order=20)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def unmet_need_item() -> MenuItem:
    """Unmet need."""
    address = reverse_lazy("analytics:unmet-need")
    return ReportsMenuItem("Unmet need", address, name="unmet-need", icon_name="glasses", order=21)
