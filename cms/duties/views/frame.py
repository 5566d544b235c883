"""What all pages about duties show around their own words."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from wagtail.admin import messages

from cms.duties.errors import DutyRefused
from tenants.accounts.roles import Person, is_content_editor, is_officer_or_manager, is_partner, is_staff_member
from tenants.desk.gates import staff_view
from tenants.desk.headings import heading

TABS: Final = (("register", "Register"), ("occasions", "Dates"), ("history", "Months"))


def may_change(user: Person) -> bool:
    """Whether the person signs pages and writes down dates."""
    return is_officer_or_manager(user)


def may_name(user: Person) -> bool:
    """Whether the person says which page answers which duty."""
    return is_officer_or_manager(user) or is_content_editor(user)


reader_view: Final = staff_view(is_staff_member, "staff")
namer_view: Final = staff_view(may_name, "officers, managers and content editors")
partner_view: Final = staff_view(is_partner, "partner reviewers")


def show(
    request: HttpRequest, template: str, title: str, context: Mapping[str, Any], *, here: str = "", status: int = 200
) -> HttpResponse:
    """Render a page; with `here` it stands among the tabs."""
    above = None if here == "register" else (reverse("duties:register"), "Duties")
    tabs = [{"url": reverse(f"duties:{name}"), "title": words, "here": name == here} for name, words in TABS]
    frame = {"tabs": tabs if here else [], **heading(title, "list-ol", above=above), "title": title}
    return render(request, template, {**context, **frame}, status=status)


def do(request: HttpRequest, act: Callable[[], object], done: str) -> bool:
    """Do what a button asks for and say so, or say why not."""
    try:
        act()
    except DutyRefused as refused:
        messages.error(request, refused.message)
        return False
    messages.success(request, done)
    return True


def to_duty(code: str) -> HttpResponse:
    """On to a duty's page."""
    return redirect("duties:duty", duty=code)
