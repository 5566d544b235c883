"""`/admin/editions/`: the whole offer on paper, how far it is, and making it anew."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from cms.editions.models import Edition
from cms.editions.selectors import copies_to_post, downloads, newest_edition
from cms.editions.services.made import ask_for_edition, cancel_edition
from tenants.accounts.models import User
from tenants.desk.gates import officer_or_manager_view
from tenants.desk.headings import heading


def with_edition(view: Callable[[HttpRequest, User, Edition], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Hand the view the edition of that id; 404 where there is none."""

    @wraps(view)
    def found(request: HttpRequest, user: User, edition_id: UUID) -> HttpResponseBase:
        edition = Edition.objects.filter(uuid=edition_id).first()
        if edition is None:
            raise Http404("No such edition.")
        return view(request, user, edition)

    return officer_or_manager_view(found)


@require_safe
@officer_or_manager_view
def index(request: HttpRequest, user: User) -> HttpResponse:
    """The last whole edition, the one on its way, and what waits to be posted."""
    newest = newest_edition()
    context: dict[str, Any] = {"newest": newest, "downloads": downloads(), "waiting": copies_to_post()}
    return render(request, "editions/desk/index.html", {**context, **heading("Editions", "doc-full-inverse")})


@require_POST
@officer_or_manager_view
def make(request: HttpRequest, user: User) -> HttpResponse:
    """Ask for a new one; the same where one is on its way or nothing changed."""
    edition = ask_for_edition(user=user)
    if not edition.working:
        messages.success(request, "Nothing has changed since the last edition, so it is still the newest.")
    return redirect("editions:index")


@require_POST
@with_edition
def cancel(request: HttpRequest, user: User, edition: Edition) -> HttpResponse:
    """Stop one that is on its way."""
    if cancel_edition(user=user, edition=edition):
        messages.success(request, "Cancelled. The edition before is still there.")
    else:
        messages.error(request, "It had ended already.")
    return redirect("editions:index")


@require_safe
@with_edition
def progress(request: HttpRequest, user: User, edition: Edition) -> HttpResponse:
    """How far it is, for the script of the page."""
    return JsonResponse({"working": edition.working, "percent": edition.percent, "words": edition.words})
