"""Refuses, with words, what Wagtail's list of pages would publish although a question to its writer is open."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page

from cms.pages.models import UNANSWERED, ContentPage


@hooks.register("before_bulk_action")  # type: ignore[untyped-decorator]
def keep_questions_from_bulk_publishing(
    request: HttpRequest, action_type: str, objects: Iterable[Page], action: Any
) -> HttpResponse | None:
    """Publish none of the chosen pages, nor those below, while one of them has an open question."""
    if action_type != "publish":
        return None
    below = action.cleaned_form.cleaned_data.get("include_descendants")
    for page in objects:
        chosen = [page.specific, *(page.get_descendants().not_live().specific() if below else ())]
        for each in chosen:
            newest = each.get_latest_revision_as_object()
            if isinstance(newest, ContentPage) and (questions := newest.unanswered()):
                messages.error(request, f"{newest.draft_title}: {UNANSWERED.format(question=questions[0])}")
                return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None
