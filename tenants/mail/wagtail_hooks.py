"""Puts mails into the Wagtail admin's settings, and names what the audit tells of them."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from tenants.accounts.roles import is_officer_or_manager
from tenants.desk.actions import name_actions
from tenants.desk.menus import RoleMenuItem


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def mail_urls() -> list[URLPattern | URLResolver]:
    """`/admin/mails/`."""
    return [path("mails/", include("tenants.mail.desk_urls"))]


@hooks.register("register_settings_menu_item")  # type: ignore[untyped-decorator]
def mails_item() -> MenuItem:
    """The words of mails; the outbox is a link from there."""
    return RoleMenuItem("Mails", "mails:index", may=is_officer_or_manager, name="mails", icon_name="mail", order=20)


name_actions(
    {
        "mail.words": ("Change a mail's words", "Changed a mail's words"),
        "mail.standard": ("Use a mail's standard words", "Went back to a mail's standard words"),
        "mail.outbox": ("Read the outbox", "Read whose mails have not gone"),
        "mail.again": ("Send a mail again", "Tried a mail again"),
        "mail.bounce": ("Hold mails to an address", "Noted that mails to an address come back"),
        "mail.works": ("Send to an address again", "Noted that an address works again"),
    }
)
