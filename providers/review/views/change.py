"""One submission: what it changes, and the reviewer's decision on it."""

from typing import Final

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from providers.listings.models import Service
from providers.listings.permissions import Listing
from providers.listings.selectors import families_see
from providers.listings.service_page import service_context
from providers.review.comparison.move_map import move_maps
from providers.review.desk.changes import Change, change_of, changed_since, rounds_of, submission_with_listing
from providers.review.desk.decision_form import DecisionForm
from providers.review.desk.presence import note_opened
from providers.review.desk.queue import reviewers
from providers.review.errors import ListingError, NotAllowed
from providers.review.field_requests import requests_before
from providers.review.models import ReviewTaskState
from providers.review.permissions import user_can_see_submission
from providers.review.selectors import comments_of
from providers.review.services.corrections import accept_with_edits
from providers.review.services.submissions import approve, ask_for_changes, reject
from providers.review.states import UNDO_MINUTES
from providers.review.views.gate import reviewer_view
from tenants.accounts.models import User
from tenants.accounts.roles import is_officer
from tenants.desk.headings import heading

Decision = ReviewTaskState.Decision
_TOLD: Final = f"The provider’s page says so now, and the email goes in {UNDO_MINUTES} minutes."
DONE: Final = {
    Decision.APPROVED: f"Approved: “{{name}}” is live. {_TOLD}",
    Decision.PASSED_ON: "Approved: “{name}” waits for the second reviewer now.",
    Decision.CHANGES_ASKED: f"Sent back, with what to change in “{{name}}”. {_TOLD}",
    Decision.REJECTED: f"Rejected, with why “{{name}}” was not accepted. {_TOLD}",
}
HIDDEN: Final = f"Approved: “{{name}}”. Families don’t see it while it is hidden. {_TOLD}"


@require_http_methods(["GET", "HEAD", "POST"])
@reviewer_view
def change(request: HttpRequest, reviewer: User, pk: int) -> HttpResponse:
    """What a submission would change, and the form to decide on it. Only POST decides.

    422 without a reason that is needed or with a correction that can't be, 403 for one's own change, 409 when it no
    longer waits or is stale.
    """
    submission, listing = find(reviewer, pk)
    shown = change_of(reviewer, submission, listing)
    form = DecisionForm(request.POST or None, fields=list(shown.fields), proposed=shown.proposed, missing=shown.missing)
    if request.method != "POST":
        return _render(request, reviewer, shown, form)
    if not form.is_valid():
        return _render(request, reviewer, shown, form, status=422)
    try:
        _decide(reviewer, submission, form)
    except ValidationError as error:
        form.refuse(error)
        return _render(request, reviewer, shown, form, status=422)
    except ListingError as refusal:
        status = 403 if isinstance(refusal, NotAllowed) else 409
        return _render(request, reviewer, _again(reviewer, pk), form, refusal=refusal.message, status=status)
    _say_done(request, pk)
    return redirect("review:queue")


@require_safe
@reviewer_view
def preview(request: HttpRequest, reviewer: User, pk: int) -> HttpResponse:
    """The submitted version of a service as families would see it. An organisation has no page of its own: 404."""
    submission, listing = find(reviewer, pk)
    if not isinstance(listing, Service):
        raise Http404("Organisations have no page of their own.")
    context = service_context(submission.revision.as_object())
    return render(request, "review/preview.html", {**context, "submission": submission})


def find(reviewer: User, pk: int) -> tuple[ReviewTaskState, Listing]:
    """A submission that this person may see, with its listing; 404 for any other."""
    found = submission_with_listing(pk)
    if found is None or not user_can_see_submission(reviewer, found[0]):
        raise Http404("This council has no such submission.")
    return found


def _again(reviewer: User, pk: int) -> Change:
    """The submission as it is after all: somebody else was quicker."""
    return change_of(reviewer, *find(reviewer, pk))


def _decide(reviewer: User, submission: ReviewTaskState, form: DecisionForm) -> None:
    reason = form.cleaned_data["reason"]
    match form.cleaned_data["decision"]:
        case "approve" if form.edits:
            accept_with_edits(user=reviewer, task_state=submission, edits=form.edits, comment=reason)
        case "approve":
            approve(user=reviewer, task_state=submission, comment=reason)
        case "ask_for_changes":
            ask_for_changes(user=reviewer, task_state=submission, reason=reason, requests=form.requests)
        case "reject":
            reject(user=reviewer, task_state=submission, reason=reason)


def _say_done(request: HttpRequest, pk: int) -> None:
    submission = ReviewTaskState.objects.select_related("revision", "workflow_state").get(pk=pk)
    listing = submission.workflow_state.content_object
    approved, shown = submission.decision == Decision.APPROVED, families_see(listing)
    buttons = []
    if approved and shown and isinstance(listing, Service):
        buttons = [messages.button(listing.get_absolute_url(), "See it as families do")]
    words = HIDDEN if approved and not shown else DONE[Decision(submission.decision)]
    messages.success(request, words.format(name=submission.revision.object_str), buttons=buttons)


def _render(
    request: HttpRequest, reviewer: User, shown: Change, form: DecisionForm, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    rows = list(form.rows())
    anchors = {row.field.name: row.anchor for row in rows}
    rounds = rounds_of(shown.listing)
    context = {
        "change": shown,
        "form": form,
        "rows": [row for row in rows if row.field.changed],
        "same": [row for row in rows if not row.field.changed and not row.gap],
        "missing": [row for row in rows if row.gap],
        "since": changed_since(shown, rounds),
        "risks": [(risk, anchors.get(risk.field, "")) for risk in shown.risks],
        "asked_before": [
            (each, anchors.get(each.field, "")) for each in requests_before(shown.submission, shown.listing)
        ],
        "maps": move_maps(shown.moves[:3]),
        "refusal": refusal,
        "officer": is_officer(reviewer),
        "looking": note_opened(shown.submission.pk, reviewer) if shown.waits else (),
        "comments": comments_of(reviewer, shown.submission),
        "reviewers": reviewers() if shown.waits else (),
        "this_round": [each for each in rounds if each.pk == shown.submission.pk],
        "history": [each for each in rounds if each.pk != shown.submission.pk],
        **heading(f"Review {shown.name}", "tasks", above=(reverse("review:queue"), "Review"), crumb=shown.name),
    }
    return render(request, "review/change.html", context, status=status)
