"""Puts notes and messages into the Wagtail admin, and names what the audit tells of them."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks

from tenants.desk.actions import name_actions


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def conversation_urls() -> list[URLPattern | URLResolver]:
    """`/admin/review/listings/…/conversation/`."""
    return [path("review/listings/", include("providers.conversations.urls"))]


name_actions(
    {
        "conversations.note": ("Note", "Noted something for officers"),
        "conversations.remove_note": ("Take a note away", "Took a note for officers away"),
        "conversations.message": ("Write a message", "Wrote in the conversation about it"),
    }
)
