"""One submission: what it changes, and the officer's decision on it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from providers.listings.models import Service
from providers.listings.permissions import Listing
from providers.listings.service_page import service_context
from providers.review.desk import change_of, submission_with_listing
from providers.review.errors import ListingError, NotAllowed
from providers.review.forms import DecisionForm
from providers.review.models import ReviewTaskState
from providers.review.selectors import history_of
from providers.review.services import approve, ask_for_changes, reject
from providers.review.views.gate import officer_view
from tenants.accounts.models import User

DONE = {
    "approve": "Approved: “{name}” is live. We have told the provider.",
    "ask_for_changes": "Sent back: we have told the provider what to change in “{name}”.",
    "reject": "Rejected: we have told the provider why “{name}” was not accepted.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def change(request: HttpRequest, officer: User, pk: int) -> HttpResponse:
    """What a submission would change, and the form to decide on it. Only POST decides.

    422 without a reason that is needed, 403 for one's own change, 409 when it no longer waits or is stale.
    """
    submission, listing = _find(pk)
    form = DecisionForm(request.POST or None)
    if request.method != "POST":
        return _render(request, officer, pk, form)
    if not form.is_valid():
        return _render(request, officer, pk, form, status=422)
    try:
        _decide(officer, submission, form)
    except ListingError as refusal:
        status = 403 if isinstance(refusal, NotAllowed) else 409
        return _render(request, officer, pk, form, refusal=refusal.message, status=status)
    _say_done(request, submission, listing, form.cleaned_data["decision"])
    return redirect("review:queue")


@require_safe
@officer_view
def preview(request: HttpRequest, officer: User, pk: int) -> HttpResponse:
    """The submitted version of a service as families would see it. An organisation has no page of its own: 404."""
    submission, listing = _find(pk)
    if not isinstance(listing, Service):
        raise Http404("Organisations have no page of their own.")
    context = service_context(submission.revision.as_object())
    return render(request, "review/preview.html", {**context, "submission": submission})


def _find(pk: int) -> tuple[ReviewTaskState, Listing]:
    found = submission_with_listing(pk)
    if found is None:
        raise Http404("This council has no such submission.")
    return found


def _decide(officer: User, submission: ReviewTaskState, form: DecisionForm) -> None:
    reason = form.cleaned_data["reason"]
    match form.cleaned_data["decision"]:
        case "approve":
            approve(user=officer, task_state=submission, comment=reason)
        case "ask_for_changes":
            ask_for_changes(user=officer, task_state=submission, reason=reason)
        case "reject":
            reject(user=officer, task_state=submission, reason=reason)


def _say_done(request: HttpRequest, submission: ReviewTaskState, listing: Listing, decision: str) -> None:
    name = submission.revision.object_str
    buttons = []
    if decision == "approve" and isinstance(listing, Service):
        listing.refresh_from_db(fields=["name"])
        buttons = [messages.button(listing.get_absolute_url(), "See it as families do")]
    messages.success(request, DONE[decision].format(name=name), buttons=buttons)


def _render(
    request: HttpRequest, officer: User, pk: int, form: DecisionForm, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    submission, listing = _find(pk)
    shown = change_of(officer, submission, listing)
    context = {
        "change": shown,
        "form": form,
        "refusal": refusal,
        "history": [each for each in history_of(listing) if each.pk != pk],
        "breadcrumbs_items": [
            {"url": reverse("review:queue"), "label": "Review"},
            {"url": "", "label": shown.name},
        ],
        "header_icon": "tasks",
        "header_title": f"Review {shown.name}",
    }
    return render(request, "review/change.html", context, status=status)
