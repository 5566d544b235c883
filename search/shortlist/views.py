"""`/shortlist/`: the services a family keeps, from the address alone, and the form that mails them."""

from typing import Any, Final

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from kombu.exceptions import OperationalError

from search.saved import MOST, BadSaved, read_saved
from search.shortlist.forms import MailForm
from search.shortlist.plain_text import day_in_words, facts_of, list_as_text
from search.shortlist.selectors import Shortlist, documents_of, shared_shortlist, shortlist_of
from search.shortlist.services import enqueue_list_mail
from search.taxonomy.selectors import terms_read_once
from tenants.accounts.requests import address_of
from tenants.councils.rate_limits import within_limit, within_limit_of_network
from tenants.councils.scope import current_council

log = structlog.get_logger(__name__)
HOUR: Final = 3600
MAILS_FROM_ONE_PLACE: Final = 30
"""An hour: a helpline sends many, a machine that sends more is stopped."""
MAILS_TO_ONE_ADDRESS: Final = 5
MAILS_OF_COUNCIL: Final = 500
TOO_MANY: Final = "That is a lot of emails. Wait an hour, then try again, or print the list or copy it."
NOT_NOW: Final = "We can’t send emails just now. Print the list or copy it, or try again later."


@csrf_exempt  # it only reads: another method is 405, not a missing token
@require_safe
@terms_read_once()
def shortlist_page(request: HttpRequest) -> HttpResponse:
    """A family's own list (`ids`) or one that was shared (`list`); 400 for an address that isn't whole."""
    try:
        shared = "list" in request.GET
        shortlist = shared_shortlist(request.GET["list"]) if shared else _own(request)
        undo = _undo(request, shortlist)
    except BadSaved as problem:
        return render(request, "search/shortlist/bad.html", {"message": str(problem)}, status=400)
    context = {"shared": shared, **undo, **_shown(shortlist)}
    return render(request, "search/shortlist/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@terms_read_once()
def mail_page(request: HttpRequest) -> HttpResponse:
    """The form that mails a list. Every address gets the same answer; only this page sets a cookie, its token's."""
    try:
        ids = read_saved((request.POST if request.method == "POST" else request.GET).getlist("ids"))
        if not ids:
            raise BadSaved("There is nothing on this list to send.")
    except BadSaved as problem:
        return render(request, "search/shortlist/bad.html", {"message": str(problem)}, status=400)
    shortlist = shortlist_of(ids)
    form = MailForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _mailed(request, form, ids):
        return redirect(f"{shortlist.path}&mailed=yes")
    context = {"form": form, "shortlist": shortlist}
    return render(request, "search/shortlist/mail_form.html", context, status=_status(form))


def _mailed(request: HttpRequest, form: MailForm, ids: tuple[str, ...]) -> bool:
    """Whether the list is on its way, or was sent to this address often enough; else the form says why not."""
    address = form.cleaned_data["email"].lower()
    within = within_limit_of_network("list-mails", address_of(request), most=MAILS_FROM_ONE_PLACE, seconds=HOUR)
    if not within or not within_limit("list-mails-of-all", "", most=MAILS_OF_COUNCIL, seconds=HOUR):
        form.add_error(None, TOO_MANY)
        return False
    if not within_limit("list-mails-to", address, most=MAILS_TO_ONE_ADDRESS, seconds=HOUR):
        return True
    try:
        enqueue_list_mail(address=form.cleaned_data["email"], ids=ids)
    except (OSError, OperationalError) as problem:
        log.warning("list_not_handed_over", error=type(problem).__name__)
        form.add_error(None, NOT_NOW)
        return False
    return True


def _status(form: MailForm) -> int:
    if not form.errors:
        return 200
    own = {TOO_MANY: 429, NOT_NOW: 503}
    return next((own[message] for message in form.non_field_errors() if message in own), 400)


def _own(request: HttpRequest) -> Shortlist:
    return shortlist_of(read_saved(request.GET.getlist("ids")))


def _undo(request: HttpRequest, shortlist: Shortlist) -> dict[str, Any]:
    """What was taken off the list just now, and the list with it again."""
    removed = read_saved(request.GET.getlist("removed"))
    if not removed:
        return {}
    names = [document.name for document in documents_of(removed).values()]
    again = tuple(dict.fromkeys((*shortlist.ids, *removed)))[:MOST]
    return {"removed": removed, "removed_names": names, "with_removed": ",".join(again)}


def _shown(shortlist: Shortlist) -> dict[str, Any]:
    items = [
        {"document": hit.document, "facts": facts_of(hit), "without": shortlist.without(hit.document.uuid)}
        for hit in shortlist.hits
    ]
    return {
        "shortlist": shortlist,
        "items": items,
        "day": day_in_words(shortlist),
        "text": list_as_text(shortlist, current_council()) if items else "",
        "carry": [("ids", each) for each in shortlist.ids],
    }
