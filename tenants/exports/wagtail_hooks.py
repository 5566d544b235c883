"""Puts files of lists into the Wagtail admin, and names what the audit tells of them."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks

from tenants.desk.actions import name_actions


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def export_urls() -> list[URLPattern | URLResolver]:
    """`/admin/exports/`; the lists themselves lead there."""
    return [path("exports/", include("tenants.exports.urls"))]


name_actions(
    {
        "exports.ask": ("Ask for a list as a file", "Asked for a list as a file"),
        "exports.take": ("Take a list away", "Took a list away as a file"),
    }
)
