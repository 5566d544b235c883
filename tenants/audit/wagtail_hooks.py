"""Puts the audit trail into the Wagtail admin."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from tenants.accounts.roles import is_officer_or_manager
from tenants.desk.actions import name_actions
from tenants.desk.menus import RoleMenuItem


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def audit_urls() -> list[URLPattern | URLResolver]:
    """`/admin/audit/`."""
    return [path("audit/", include("tenants.audit.urls"))]


@hooks.register("register_reports_menu_item")  # type: ignore[untyped-decorator]
def audit_item() -> MenuItem:
    """The trail, among the reports."""
    return RoleMenuItem("Audit", "audit:trail", may=is_officer_or_manager, name="audit", icon_name="history", order=900)


# What people do to their own accounts is named here: the desk stands above `tenants.accounts`.
name_actions(
    {
        "account.name": ("Change one's own name", "Changed their own name"),
        "account.address": ("Change one's own email address", "Changed their own email address"),
    }
)
