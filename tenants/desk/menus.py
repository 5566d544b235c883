"""Items of the admin's menus, each shown to those who may open its page."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from wagtail.admin.menu import MenuItem

from tenants.accounts.roles import Person


class RoleMenuItem(MenuItem):  # type: ignore[misc]
    """Leads to the page of that URL name, for the people for whom `may` is true. Options are Wagtail's own."""

    def __init__(self, label: str, url_name: str, *, may: Callable[[Person], bool], **options: Any) -> None:
        super().__init__(label, reverse_lazy(url_name), **options)
        self._may = may

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may."""
        return self._may(request.user)
