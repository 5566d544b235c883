"""Puts the audit trail into the Wagtail admin, and notes who opens a person's account there."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from tenants.accounts.models import User
from tenants.accounts.roles import is_manager, is_officer
from tenants.audit.services import note_view


class AuditMenuItem(MenuItem):  # type: ignore[misc]
    """Shown to officers and managers."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person is one."""
        return is_officer(request.user) or is_manager(request.user)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def audit_urls() -> list[URLPattern | URLResolver]:
    """`/admin/audit/`."""
    return [path("audit/", include("tenants.audit.urls"))]


@hooks.register("register_reports_menu_item")  # type: ignore[untyped-decorator]
def audit_item() -> MenuItem:
    """The trail, among the reports."""
    return AuditMenuItem("Audit", reverse_lazy("audit:trail"), name="audit", icon_name="history", order=900)


@hooks.register("before_edit_user")  # type: ignore[untyped-decorator]
def note_opened_account(request: HttpRequest, user: Any) -> None:
    """Somebody opened a person's account."""
    if isinstance(request.user, User) and isinstance(user, User) and request.user.pk != user.pk:
        note_view(user=request.user, subject=user, what="account")
