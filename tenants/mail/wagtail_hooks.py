"""Puts mails into the Wagtail admin's settings, and names what the audit tells of them."""

from typing import Final

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from tenants.mail.permissions import keeps_mails

ACTIONS: Final = {
    "mail.words": ("Change a mail's words", "Changed a mail's words"),
    "mail.standard": ("Use a mail's standard words", "Went back to a mail's standard words"),
    "mail.outbox": ("Read the outbox", "Read whose mails have not gone"),
    "mail.again": ("Send a mail again", "Tried a mail again"),
    "mail.bounce": ("Hold mails to an address", "Noted that mails to an address come back"),
    "mail.works": ("Send to an address again", "Noted that an address works again"),
}


class KeeperMenuItem(MenuItem):  # type: ignore[misc]
    """Shown to those who look after mails."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person does."""
        return keeps_mails(request.user)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def mail_urls() -> list[URLPattern | URLResolver]:
    """`/admin/mails/`."""
    return [path("mails/", include("tenants.mail.desk_urls"))]


@hooks.register("register_settings_menu_item")  # type: ignore[untyped-decorator]
def mails_item() -> MenuItem:
    """The words of mails; the outbox is a link from there."""
    return KeeperMenuItem("Mails", reverse_lazy("mails:index"), name="mails", icon_name="mail", order=20)


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]
def name_actions(actions: LogActionRegistry) -> None:
    """Give each action its words."""
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)
