"""What reviewers do among themselves with one submission: who looks at it, remarks, and taking a decision back."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from providers.review.errors import ListingError
from providers.review.forms import AssignForm, CommentForm
from providers.review.services.assignments import assign, comment
from providers.review.services.undo import undo_decision
from providers.review.views.change import find
from providers.review.views.gate import reviewer_view
from tenants.accounts.models import User

TAKEN_BACK: Final = (
    "Taken back: it waits for a decision again. No email has gone. The provider’s page showed the decision until "
    "now, and its history says that it was taken back."
)


@require_POST
@reviewer_view
def assign_to(request: HttpRequest, reviewer: User, pk: int) -> HttpResponse:
    """Say who looks at a submission; back to it."""
    submission, _ = find(reviewer, pk)
    form = AssignForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.errors["to"][0])
        return redirect("review:change", pk)
    to = reviewer if "to_me" in request.POST else form.cleaned_data["to"]
    try:
        assign(user=reviewer, task_state=submission, to=to)
    except ListingError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "You look at this change." if to == reviewer else f"{to or 'Nobody'} looks at it.")
    return redirect("review:change", pk)


@require_POST
@reviewer_view
def add_comment(request: HttpRequest, reviewer: User, pk: int) -> HttpResponse:
    """Add a remark that only reviewers see; back to the submission."""
    submission, _ = find(reviewer, pk)
    form = CommentForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.errors["text"][0])
        return redirect("review:change", pk)
    comment(user=reviewer, task_state=submission, text=form.cleaned_data["text"])
    messages.success(request, "Your comment is below. The provider doesn't see it.")
    return redirect("review:change", pk)


@require_POST
@reviewer_view
def undo(request: HttpRequest, reviewer: User, pk: int) -> HttpResponse:
    """Take a decision back; on to the submission, which waits again."""
    submission, _ = find(reviewer, pk)
    try:
        undo_decision(user=reviewer, task_state=submission)
    except ListingError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, TAKEN_BACK)
    return redirect("review:change", pk)
