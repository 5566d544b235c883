"""Puts the reports on searches into the Wagtail admin."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from tenants.accounts.roles import reads_reports
from tenants.desk.menus import RoleMenuItem


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def report_urls() -> list[URLPattern | URLResolver]:
    """`/admin/search-analytics/`."""
    return [path("search-analytics/", include("search.analytics.urls"))]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def searches_item() -> MenuItem:
    """Searches."""
    return RoleMenuItem(
        "Search analytics",
        "analytics:searches",
        may=reads_reports,
        name="search-analytics",
        icon_name="search",
        order=20,
    )


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def unmet_need_item() -> MenuItem:
    """Unmet need."""
    return RoleMenuItem(
        "Unmet need", "analytics:unmet-need", may=reads_reports, name="unmet-need", icon_name="glasses", order=21
    )
