"""A page of questions, filled from what an officer changed so far, and saved into it."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from providers.edits.selectors import data_to_edit, edit_underway
from providers.edits.services.working import save_edit
from providers.listings.errors import ListingError
from providers.portal.forms.asked import Asked, Questions
from providers.portal.forms.rows import ADD
from tenants.accounts.models import User


def answer(
    request: HttpRequest,
    officer: User,
    listing: Any,
    questions: Callable[[Any], Questions[Any]],
    *,
    show: Callable[[Asked[Any], int], HttpResponse],
    done: Callable[[], HttpResponse],
) -> HttpResponse:
    """The forms by `show`, with a status, or `done` once saved. `questions` are made from what the listing says."""
    data = data_to_edit(edit_underway(officer, listing), listing)
    page = questions(data)
    if request.method != "POST":
        return show(page.shown(data), 200)
    asked = page.bound(request.POST)
    if ADD in request.POST:
        return show(asked, 200)
    if asked.is_valid() and keep(officer, listing, page.typed(asked, data), asked.form):
        return done()
    return show(asked, 409 if asked.form.has_error("__all__", "refused") else 422)


def keep(officer: User, listing: Any, data: Any, form: Any) -> bool:
    """Whether it is saved; else the form says why not."""
    try:
        save_edit(user=officer, listing=listing, data=data)
    except ValidationError as error:
        for name, found in error.message_dict.items():
            for message in found:
                form.add_error(name if name in form.fields else None, message)
    except ListingError as refusal:
        form.add_error(None, ValidationError(refusal.message, code="refused"))
    return bool(form.is_valid())
