"""Reading and saving a listing's draft from the portal's pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Generic

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import Form
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from wagtail.models import Revision

from providers.listings.data import OrganisationData, ServiceData
from providers.listings.errors import EditConflict, ListingError
from providers.listings.merge import merge
from providers.listings.models import Organisation, Service
from providers.listings.permissions import Listing
from providers.listings.services.listings import Choices, save_draft, save_organisation_draft
from providers.portal.clashes import CHOICE, SEEN, chosen_sides, name_of_saver, shown_clashes
from providers.portal.forms.asked import Asked, Questions
from providers.portal.forms.base import Data
from providers.portal.selectors import data_of, savers_between
from providers.portal.typed import Typed, Why
from tenants.accounts.requests import SignedInRequest
from tenants.typed.author import TYPED_BY

BASED_ON: Final = "based_on"
_REFUSED: Final = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Generic[Data]):
    """A version of a service or an organisation, and the revision it was read from."""

    data: Data
    revision_id: int | None


@dataclass(frozen=True, slots=True)
class OpenPage(Generic[Data]):
    """A page of questions: about what, the version that it was filled from, what was typed on it if anything was."""

    listing: Any
    draft: Draft[Data]
    questions: Questions[Data]
    typed: Typed | None


def latest_draft(service: Service) -> Draft[ServiceData]:
    """What the provider last saved, or what is live."""
    return _latest(service, ServiceData.from_service)


def opened_draft(typed: Typed | None, service: Service) -> Draft[ServiceData]:
    """The version that a service's answers were typed on; the latest one for a page that is opened now."""
    return _opened(typed, service, ServiceData.from_service)


def opened_details(typed: Typed | None, organisation: Organisation) -> Draft[OrganisationData]:
    """The same of an organisation."""
    return _opened(typed, organisation, OrganisationData.from_organisation)


def _latest(listing: Any, read: Callable[[Any], Data]) -> Draft[Data]:
    return Draft(data=read(listing.get_latest_revision_as_object()), revision_id=listing.latest_revision_id)


def _opened(typed: Typed | None, listing: Any, read: Callable[[Any], Data]) -> Draft[Data]:
    opened = _number(typed.answers, BASED_ON) if typed is not None else None
    if opened in (None, listing.latest_revision_id):
        return _latest(listing, read)
    revision = listing.revisions.filter(pk=opened).first()
    data = read(revision.as_object()) if revision is not None else _latest(listing, read).data
    return Draft(data=data, revision_id=opened)


def answer_page(
    request: SignedInRequest,
    page: OpenPage[Data],
    *,
    show: Callable[[Asked[Data], int], HttpResponse],
    done: Callable[[], HttpResponse],
) -> HttpResponse:
    """What a page of questions about a listing answers: its forms by `show`, with a status, or `done` once saved."""
    if page.typed is None:
        return show(page.questions.shown(page.draft.data), 200)
    asked = page.questions.bound(page.typed.answers)
    if page.typed.why is Why.COMPARE:
        return JsonResponse({"saved": _is_saved(page, asked)})
    if page.typed.why is not Why.SAVE:
        return show(asked, 200)
    if asked.is_valid():
        data = page.questions.typed(asked, page.draft.data)
        refused = save_or_explain(request, listing=page.listing, data=data, form=asked.form, answers=page.typed.answers)
        if refused:
            return refused
        if asked.form.is_valid():
            return done()
    return show(asked, status_of_form(asked.form))


def _is_saved(page: OpenPage[Data], asked: Asked[Data]) -> bool:
    """Whether the newest version has all that was typed."""
    if not asked.is_valid():
        return False
    newest = _latest(page.listing, data_of).data
    merged = merge(page.draft.data, page.questions.typed(asked, page.draft.data), newest)
    return bool(merged.data == newest and not merged.clashes)


def save_or_explain(
    request: SignedInRequest,
    *,
    listing: Listing,
    data: ServiceData | OrganisationData,
    form: Form,
    answers: QueryDict | None = None,
) -> HttpResponse | None:
    """Save what was changed in a service or an organisation; others' changes of other answers stay.

    Gives a page to choose on when somebody else changed the same answers meanwhile: nothing is overwritten unasked.
    `answers` are what that page keeps, when it isn't just what was posted. Else None; ask the form then whether it is
    still valid, as it gets why this can't be saved: what only the whole listing shows to be wrong, or that it is being
    checked.
    """
    try:
        revision = _save(request, listing, data)
    except ValidationError as error:
        _add_errors(form, error)
    except EditConflict as conflict:
        return _conflict_page(request, listing, data, conflict, answers or request.POST)
    except ListingError as problem:
        form.add_error(None, ValidationError(problem.message, code=_REFUSED))
    else:
        _say_who_else_saved(request, listing, revision)
    return None


def status_of_form(form: Form) -> int:
    """422 for a form with mistakes; 409 for one that can't be saved now."""
    return 409 if form.has_error(NON_FIELD_ERRORS, _REFUSED) else 422


def _save(request: SignedInRequest, listing: Listing, data: ServiceData | OrganisationData) -> Revision:
    opened = _number(request.POST, BASED_ON)
    choices = Choices(_number(request.POST, SEEN), chosen_sides(request.POST))
    if isinstance(listing, Service) and isinstance(data, ServiceData):
        return save_draft(user=request.user, service=listing, data=data, based_on=opened, choices=choices)
    if isinstance(listing, Organisation) and isinstance(data, OrganisationData):
        return save_organisation_draft(
            user=request.user, organisation=listing, data=data, based_on=opened, choices=choices
        )
    raise TypeError("A listing is saved with data of its own kind.")


def _number(answers: QueryDict, name: str) -> int | None:
    given = answers.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 19 else None


def _add_errors(form: Form, error: ValidationError) -> None:
    """What is wrong with a field that this page doesn't ask for is said above the form."""
    for name, found in error.message_dict.items():
        for message in found:
            form.add_error(name if name in form.fields else None, message)


def _conflict_page(
    request: SignedInRequest,
    listing: Listing,
    mine: Any,
    conflict: EditConflict,
    answers: QueryDict,
) -> HttpResponse:
    base = _opened(Typed(answers, Why.SAVE), listing, data_of).data
    clashes = shown_clashes(request.user, listing, conflict.clashes, base=base, mine=mine, theirs=conflict.theirs.data)
    asked_again = _number(request.POST, SEEN) is not None
    context = {
        "listing": listing,
        "clashes": clashes,
        "own": all(clash.own for clash in clashes),
        "problems": [(clash.name, f"Choose which to keep: {clash.label}") for clash in clashes if asked_again],
        "seen": conflict.theirs.revision_id,
        "answers": _again(answers),
    }
    return render(request, "portal/conflict.html", context, status=409)


def _again(answers: QueryDict) -> list[tuple[str, str]]:
    """What was posted, to be posted again with what was chosen."""
    kept = [(name, value) for name, values in answers.lists() for value in values]
    own = ("csrfmiddlewaretoken", TYPED_BY, SEEN)
    return [(name, value) for name, value in kept if name not in own and not name.startswith(CHOICE)]


def _say_who_else_saved(request: SignedInRequest, listing: Listing, revision: Revision) -> None:
    opened = _number(request.POST, BASED_ON)
    savers = savers_between(listing, opened, revision.pk) if opened is not None else []
    if savers:
        who = " and ".join("you, in another tab" if each == request.user else name_of_saver(each) for each in savers)
        messages.info(request, f"Other answers were changed while you were writing, by {who}. They are kept too.")
