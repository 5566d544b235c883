"""Puts the audit trail into the Wagtail admin, and notes who opens a person's account there."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from tenants.accounts.models import User
from tenants.accounts.roles import is_officer_or_manager
from tenants.audit.services import note_view
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


@hooks.register("before_edit_user")  # type: ignore[untyped-decorator]
def note_opened_account(request: HttpRequest, user: Any) -> None:
    """Somebody opened a person's account."""
    if isinstance(request.user, User) and isinstance(user, User) and request.user.pk != user.pk:
        note_view(user=request.user, subject=user, what="account")


# What people do to their own accounts is named here: the desk stands above `tenants.accounts`.
name_actions(
    {
        "account.name": ("Change one's own name", "Changed their own name"),
        "account.address": ("Change one's own email address", "Changed their own email address"),
    }
)
