"""What an officer's change comes to, word by word, and putting it live."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from providers.edits.forms import FinishForm
from providers.edits.models import CouncilEdit
from providers.edits.plans import Plan, plan_of
from providers.edits.selectors import edit_underway
from providers.edits.services.going_live import finish_edit
from providers.edits.services.working import drop_edit
from providers.edits.views.gate import organisation_view, service_view
from providers.listings.errors import ListingError, NotAllowed
from providers.listings.models import Organisation, Service
from providers.listings.permissions import Listing
from providers.portal.clashes import ShownClash, chosen_sides, shown_clashes
from providers.review.comparison.diff import compare
from providers.review.selectors import current_submission, status_of
from tenants.accounts.models import User
from tenants.desk.headings import heading

READS_AND_ACTS = ["GET", "HEAD", "POST"]
DONE: Mapping[str, str] = {
    CouncilEdit.State.LIVE: "Live: “{name}” says it now. Its people are told by email.",
    CouncilEdit.State.SAVED: "Saved in the draft of “{name}”. It goes live with its review; its people are told.",
    CouncilEdit.State.WAITING: "Sent: your change of “{name}” waits for a colleague’s approval.",
}


@require_http_methods(READS_AND_ACTS)
@service_view
def service(request: HttpRequest, officer: User, service: Service) -> HttpResponse:
    """What changes in a service, beside what its people are writing; POST puts it live, or drops it."""
    return _check(request, officer, service)


@require_http_methods(READS_AND_ACTS)
@organisation_view
def organisation(request: HttpRequest, officer: User, organisation: Organisation) -> HttpResponse:
    """The same for an organisation's own details."""
    return _check(request, officer, organisation)


def _check(request: HttpRequest, officer: User, listing: Listing) -> HttpResponse:
    kind = "service" if isinstance(listing, Service) else "organisation"
    if request.method == "POST" and request.POST.get("act") == "drop":
        drop_edit(user=officer, listing=listing)
        messages.success(request, "Dropped: nothing of your change is kept.")
        return redirect(f"review:{kind}", listing.uuid)
    form = FinishForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, officer, listing, form)
    if not form.is_valid():
        return _page(request, officer, listing, form, status=422)
    try:
        edit = finish_edit(
            user=officer,
            listing=listing,
            reason=form.cleaned_data["reason"],
            seen=seen_of(request.POST),
            sides=chosen_sides(request.POST),
        )
    except ValidationError as error:
        return _page(request, officer, listing, form, refusal=" ".join(error.messages), status=422)
    except ListingError as refusal:
        status = 403 if isinstance(refusal, NotAllowed) else 409
        listing.refresh_from_db()
        return _page(request, officer, listing, form, refusal=refusal.message, status=status)
    messages.success(request, DONE[edit.state].format(name=listing.name))
    return redirect(f"review:{kind}", listing.uuid)


def seen_of(answers: QueryDict) -> int | None:
    """The newest revision that a page was made from."""
    given = answers.get("seen", "")
    return int(given) if given.isdecimal() and len(given) < 19 else None


def plan_context(user: User, edit: CouncilEdit) -> dict[str, Any]:
    """What both pages about a change show: its differences, its people's draft, and where two changed the same."""
    listing = edit.listing
    plan = plan_of(edit, {})
    context: dict[str, Any] = {"edit": edit, "listing": listing, "seen": listing.latest_revision_id or ""}
    try:
        context["changes"] = plan.changes()
    except ValidationError as error:
        context |= {"changes": [], "invalid": " ".join(error.messages)}
    if plan.draft:
        context["draft"] = {
            "changes": [each for each in compare(plan.before, plan.draft.version) if each.changed],
            "status": status_of(listing),
            "by": plan.draft.revision.user,
            "at": plan.draft.revision.created_at,
            "submission": current_submission(listing),
        }
    return context | {"clashes": _clashes(user, listing, plan)}


def _clashes(user: User, listing: Listing, plan: Plan) -> list[ShownClash]:
    """First what is live already; then what its people's draft says otherwise."""
    if plan.clashes:
        return shown_clashes(user, listing, plan.clashes, base=plan.base, mine=plan.mine, theirs=plan.now)
    if plan.draft:
        return shown_clashes(user, listing, plan.draft_clashes, base=plan.now, mine=plan.after, theirs=plan.draft.data)
    return []


def _page(
    request: HttpRequest, officer: User, listing: Listing, form: FinishForm, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    kind = "service" if isinstance(listing, Service) else "organisation"
    edit = edit_underway(officer, listing)
    shown = plan_context(officer, edit) if edit else {"listing": listing}
    context = {
        **shown,
        "form": form,
        "refusal": refusal,
        "is_service": kind == "service",
        "form_address": reverse(f"edits:{kind}", args=[listing.uuid]),
        **heading(
            f"Your change of {listing.name}",
            "edit",
            above=(reverse(f"review:{kind}", args=[listing.uuid]), listing.name),
            crumb="Your change",
        ),
    }
    return render(request, "edits/check.html", context, status=status)
