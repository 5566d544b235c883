"""`/admin/helpline/`: finding services for a caller, and giving them as a pack. Nothing of the caller is kept: what was
searched and chosen is in the address alone, and what was written goes onto the pack and nowhere else."""

from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from kombu.exceptions import OperationalError
from wagtail.admin import messages

from cms.editions.formats import Format
from cms.editions.forms import PackForm
from cms.editions.selectors import book_of_list
from cms.editions.views.answers import answer_with
from search.findings import Findings
from search.parameters import BadParameters, Parameters, read_parameters
from search.saved import MOST, BadSaved, read_saved
from search.selectors import find
from search.shortlist.selectors import Shortlist, shortlist_of
from search.shortlist.services import enqueue_list_mail
from search.taxonomy.selectors import terms_read_once
from tenants.accounts.models import User
from tenants.desk.gates import officer_or_manager_view
from tenants.desk.headings import heading

NOT_NOW: Final = "We can’t send emails just now. Print the pack, or try again later."
FULL: Final = f"A pack can have up to {MOST} services. Take one off before you add another."


@require_safe
@officer_or_manager_view
@terms_read_once()
def helpline(request: HttpRequest, user: User) -> HttpResponse:
    """Search, what was found, what is chosen so far, and the form that makes the pack; 400 for a search that can't be
    read."""
    try:
        parameters = read_parameters(request.GET)
        found = find(parameters=parameters) if _is_search(parameters) else None
    except BadParameters as problem:
        errors = "; ".join(problem.errors.values())
        return _page(request, shortlist_of(()), PackForm(), Parameters(), None, status=400, errors=errors)
    return _page(request, shortlist_of(parameters.ids), PackForm(), parameters, found)


@require_POST
@officer_or_manager_view
@terms_read_once()
def pack(request: HttpRequest, user: User) -> HttpResponse:
    """The pack to print or as a file, or by mail; 422 with what to put right and everything as it was written."""
    form = PackForm(request.POST)
    try:
        shortlist = shortlist_of(read_saved(request.POST.getlist("ids")))
    except BadSaved as problem:
        return _page(request, shortlist_of(()), form, Parameters(), None, status=422, errors=str(problem))
    if not shortlist.hits:
        form.add_error(None, ValidationError("Choose a service first."))
    elif form.is_valid() and request.POST.get("act") == "mail":
        if _mailed(form, shortlist):
            messages.success(request, "The pack is on its way. We did not keep the address.")
            return redirect(_address(shortlist.ids))
    elif form.is_valid():
        chosen = Format(form.cleaned_data["format"])
        book = book_of_list(shortlist, note=form.cleaned_data["note"])
        return answer_with(request, book, chosen, {"back": (_address(shortlist.ids), "Back to the helpline")})
    return _page(request, shortlist, form, Parameters(ids=shortlist.ids), None, status=422)


def _mailed(form: PackForm, shortlist: Shortlist) -> bool:
    """Whether it is on its way; else the form says why not."""
    address = form.cleaned_data["email"]
    if not address:
        form.add_error("email", "Enter the address to mail it to.")
        return False
    try:
        enqueue_list_mail(address=address, ids=shortlist.ids, note=form.cleaned_data["note"])
    except (OSError, OperationalError):
        form.add_error(None, NOT_NOW)
        return False
    return True


def _is_search(parameters: Parameters) -> bool:
    return bool(replace(parameters, ids=()).query_string())


def _address(ids: tuple[str, ...]) -> str:
    return f"{reverse('helpline:index')}?{urlencode({'ids': ','.join(ids)})}" if ids else reverse("helpline:index")


def _page(
    request: HttpRequest,
    shortlist: Shortlist,
    form: PackForm,
    parameters: Parameters,
    found: Findings | None,
    *,
    status: int = 200,
    errors: str = "",
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "found": found,
        "results": [(hit, _with(parameters, hit.document.uuid)) for hit in found.hits] if found else [],
        "chosen": [(hit, _without(parameters, hit.document.uuid)) for hit in shortlist.hits],
        "ids": ",".join(parameters.ids),
        "parameters": parameters,
        "errors": errors or (FULL if found and len(parameters.ids) == MOST else ""),
        **heading("Helpline", "comment"),
    }
    return render(request, "editions/desk/helpline.html", context, status=status)


def _with(parameters: Parameters, uuid: str) -> str:
    """The page with one more service in the pack; nothing when it is in it, or the pack is full."""
    if uuid in parameters.ids or len(parameters.ids) == MOST:
        return ""
    return f"?{replace(parameters, ids=(*parameters.ids, uuid)).query_string()}"


def _without(parameters: Parameters, uuid: str) -> str:
    """The page with one service fewer in the pack."""
    query = replace(parameters, ids=tuple(each for each in parameters.ids if each != uuid)).query_string()
    return f"?{query}" if query else reverse("helpline:index")
