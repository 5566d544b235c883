"""Reading and saving a listing's draft from the portal's pages."""

from contextlib import suppress
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from wagtail.models import Revision

from providers.listings.apply_data import apply_organisation, apply_service
from providers.listings.data import OrganisationData, ServiceData
from providers.listings.errors import EditConflict, ListingError
from providers.listings.models import Organisation, Service
from providers.listings.permissions import Listing
from providers.listings.services.listings import save_draft, save_organisation_draft
from providers.portal.selectors import home_of
from providers.review.comparison.diff import FieldChange, compare
from tenants.accounts.requests import SignedInRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The latest draft of a service and the revision it was read from."""

    data: ServiceData
    revision_id: int | None


def latest_draft(service: Service) -> Draft:
    """What the provider last saved, or what is live."""
    return Draft(
        data=ServiceData.from_service(service.get_latest_revision_as_object()), revision_id=service.latest_revision_id
    )


def based_on(request: SignedInRequest) -> int | None:
    """The revision the posted form was filled from."""
    given = request.POST.get("based_on", "")
    return int(given) if given.isdecimal() and len(given) < 19 else None


def save_or_explain(
    request: SignedInRequest,
    *,
    listing: Listing,
    data: ServiceData | OrganisationData,
    form: Form,
    answers: QueryDict | None = None,
) -> HttpResponse | None:
    """Save the draft of a service or an organisation.

    Gives a page that says why it can't be saved and keeps what was typed: when somebody else saved meanwhile it shows
    theirs beside mine, and nothing is overwritten unasked. `answers` are what is kept then, when it isn't just what was
    posted. Else None; ask the form then whether it is still valid, as it gets what only the whole listing shows to be
    wrong.
    """
    try:
        _save(request, listing, data)
    except ValidationError as error:
        _add_errors(form, error)
    except EditConflict as conflict:
        context = {
            "listing": listing,
            "theirs": conflict.theirs,
            "own": Revision.objects.filter(pk=conflict.theirs.revision_id, user=request.user).exists(),
            "differences": _differences(listing, data),
            "answers": _kept_answers(answers or request.POST, conflict.theirs.revision_id),
        }
        return render(request, "portal/conflict.html", context, status=409)
    except ListingError as problem:
        refusal = {"listing": listing, "problem": problem.message, "home": home_of(listing)}
        return render(request, "portal/not_now.html", refusal, status=409)
    return None


def _save(request: SignedInRequest, listing: Listing, data: ServiceData | OrganisationData) -> None:
    if isinstance(listing, Service) and isinstance(data, ServiceData):
        save_draft(user=request.user, service=listing, data=data, based_on=based_on(request))
    elif isinstance(listing, Organisation) and isinstance(data, OrganisationData):
        save_organisation_draft(user=request.user, organisation=listing, data=data, based_on=based_on(request))
    else:
        raise TypeError("A listing is saved with data of its own kind.")


def _add_errors(form: Form, error: ValidationError) -> None:
    """What is wrong with a field that this page doesn't ask for is said above the form."""
    for name, messages in error.message_dict.items():
        for message in messages:
            form.add_error(name if name in form.fields else None, message)


def _differences(listing: Listing, mine: ServiceData | OrganisationData) -> list[FieldChange]:
    """What my version changes in theirs, as officers would read it: this page's answers, in words."""
    listing.refresh_from_db(fields=["latest_revision"])
    theirs, own = listing.get_latest_revision_as_object(), listing.get_latest_revision_as_object()
    with suppress(ValidationError):  # what is wrong with mine is said when it is saved
        if isinstance(mine, ServiceData):
            apply_service(own, mine)
        else:
            apply_organisation(own, mine)
    return [change for change in compare(theirs, own) if change.changed]


def _kept_answers(answers: QueryDict, revision_id: int) -> list[tuple[str, str]]:
    """What was posted, to be posted again on top of their version."""
    kept = [(name, value) for name, values in answers.lists() for value in values]
    return [
        *((name, value) for name, value in kept if name not in ("based_on", "csrfmiddlewaretoken")),
        ("based_on", str(revision_id)),
    ]
