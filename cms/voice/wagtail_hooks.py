"""Puts comments into the Wagtail admin, and names for the audit what is done with them."""

from django.db.models import Q
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from cms.voice.kinds import State
from cms.voice.models import PUBLIC, Comment
from tenants.accounts.roles import is_manager, is_officer
from tenants.desk.actions import name_actions
from tenants.desk.menus import RoleMenuItem
from tenants.desk.panels import CountPanel


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def voice_urls() -> list[URLPattern | URLResolver]:
    """`/admin/voice/`."""
    return [path("voice/", include("cms.voice.desk_urls"))]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def comments_item() -> MenuItem:
    """What families say."""
    return RoleMenuItem("Comments", "voice:queue", may=is_officer, name="voice", icon_name="comment", order=13)


@hooks.register("register_settings_menu_item")  # type: ignore[untyped-decorator]
def settings_item() -> MenuItem:
    """Who is told when a child may be in danger."""
    return RoleMenuItem("Comments", "voice:settings", may=is_manager, name="voice", icon_name="comment", order=30)


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]
def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """How many wait, for officers."""
    if not is_officer(request.user):
        return
    waits = Q(state=State.WAITING) | (PUBLIC & Q(answered_at=None))
    count = Comment.objects.filter(waits, erased_at=None).count()
    if count:
        panels.insert(0, CountPanel("voice", template="voice/desk/home_panel.html", order=118, count=count))


name_actions(
    {
        "voice.enter": ("Enter a comment", "Entered a comment that came by phone, on paper or at a meeting"),
        "voice.file": ("File a comment", "Changed what a comment is about"),
        "voice.publish": ("Publish a comment", "Published a comment"),
        "voice.refuse": ("Not publish a comment", "Decided not to publish a comment"),
        "voice.flag": ("Flag a comment", "Said that a child may be in danger"),
        "voice.answer": ("Answer a comment", "Answered a comment in public"),
        "voice.close_fact": ("Check a fact", "Said whether a fact is put right or was right"),
        "voice.pass_on": ("Pass a comment on", "Wrote to the listing’s people about a comment"),
        "voice.say_of_fact": ("Answer about a fact", "Said whether a fact in their listing is right"),
        "voice.erase": ("Erase a comment", "A comment was erased at its writer’s wish"),
        "voice.recipient": ("Name the recipient", "Changed who is told when a child may be in danger"),
    }
)
