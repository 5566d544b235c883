"""What waits for a decision; approving several of them at once; and what the rules approved, for a later look."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from providers.review.desk.candidates import candidates_of
from providers.review.desk.changes import just_decided
from providers.review.desk.queue import entries_of, queue_for
from providers.review.desk.unreviewed import words_waiting
from providers.review.errors import ListingError
from providers.review.forms import ChosenForm, QueueFilters
from providers.review.models import ReviewTaskState
from providers.review.selectors import automatic_to_check, submissions_for
from providers.review.services.assignments import mark_checked
from providers.review.services.bulk import MOST, approve_many
from providers.review.settings import review_settings
from providers.review.views.gate import reviewer_view
from tenants.accounts.models import User
from tenants.accounts.roles import is_officer
from tenants.desk.gates import officer_view
from tenants.desk.headings import heading
from tenants.desk.pages import page_of

UNDO_SHOWN = 5


@require_safe
@reviewer_view
def queue(request: HttpRequest, reviewer: User) -> HttpResponse:
    """Submissions, the one that has waited longest first, a page at a time.

    A filter that isn't known is 400 beside the whole queue.
    """
    settings = review_settings()
    filters = QueueFilters(request.GET, two_steps=settings.second_step != settings.SecondStep.OFF)
    known = filters.is_valid()
    chosen = filters.cleaned_data if known else {}
    paging = page_of(request, queue_for(reviewer, chosen), "submission")
    context = {
        "filters": filters,
        "filtered": any(chosen.values()),
        "entries": entries_of(reviewer, paging["page_obj"]),
        "decided": just_decided(reviewer)[:UNDO_SHOWN],
        "service_level": settings.service_level_days,
        "officer": is_officer(reviewer),
        "words_waiting": words_waiting().count() if is_officer(reviewer) else 0,
        "to_check": automatic_to_check().count() if is_officer(reviewer) else 0,
        **heading("Review", "tasks"),
        **paging,
    }
    return render(request, "review/queue.html", context, status=200 if known else 400)


@require_POST
@reviewer_view
def approve_chosen(request: HttpRequest, reviewer: User) -> HttpResponse:
    """Show what was ticked with its risks first; approve it once that page is confirmed.

    Each is approved on its own, and what may not be approved unread stays in the queue.
    """
    waiting = submissions_for(reviewer)
    form = ChosenForm(request.POST, waiting=waiting)
    if not form.is_valid():
        messages.error(request, form.errors["chosen"][0])
        return redirect("review:queue")
    rows = list(waiting.filter(pk__in=form.cleaned_data["chosen"])[:MOST])
    if "confirmed" in request.POST:
        _say_outcome(request, approve_many(user=reviewer, task_states=rows))
        return redirect("review:queue")
    candidates = candidates_of(reviewer, rows)
    context = {
        "ready": [each for each in candidates if not each.refused],
        "left": [each for each in candidates if each.refused],
        **heading("Approve several", "tasks", above=(reverse("review:queue"), "Review")),
    }
    return render(request, "review/approve_several.html", context)


@require_safe
@officer_view
def later(request: HttpRequest, officer: User) -> HttpResponse:
    """What the council's rules approved and picked for an officer to look at, the oldest first."""
    context = {
        **heading("Approved by the rules", "tasks", above=(reverse("review:queue"), "Review")),
        **page_of(request, automatic_to_check(), "change"),
    }
    return render(request, "review/later.html", context)


@require_POST
@officer_view
def checked(request: HttpRequest, officer: User, pk: int) -> HttpResponse:
    """Note that the officer looked at what the rules approved."""
    submission = get_object_or_404(ReviewTaskState.objects.select_related("revision"), pk=pk)
    try:
        mark_checked(user=officer, task_state=submission)
    except ListingError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"You looked at “{submission.revision.object_str}”.")
    return redirect("review:later")


def _say_outcome(request: HttpRequest, outcomes: Any) -> None:
    done = [each for each in outcomes if not each.refused]
    if done:
        messages.success(request, f"Approved {len(done)} change{'' if len(done) == 1 else 's'}.")
    for each in outcomes:
        if each.refused:
            messages.warning(request, f"“{each.submission.revision.object_str}” still waits. {each.refused}")
