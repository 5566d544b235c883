"""What went live without review; and deciding on words that wait for it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from providers.listings.models import StateNote
from providers.review.desk.unreviewed import MOST_WAITING, unreviewed, unreviewed_entries, words_waiting
from providers.review.errors import ListingError
from providers.review.forms import UnreviewedFilters
from providers.review.services.state_notes import approve_words, take_words_down
from tenants.accounts.models import User
from tenants.desk.gates import officer_view
from tenants.desk.headings import heading
from tenants.desk.pages import page_of


@require_safe
@officer_view
def without_review(request: HttpRequest, officer: User) -> HttpResponse:
    """Words that wait, then what went live, newest first, a page at a time. A kind that isn't known is 400."""
    filters = UnreviewedFilters(request.GET)
    known = filters.is_valid()
    kind = filters.cleaned_data["what"] if known else ""
    paging = page_of(request, unreviewed(kind), "change")
    waiting = words_waiting()
    context = {
        "filters": filters,
        "filtered": bool(kind),
        "waiting": waiting[:MOST_WAITING],
        "number_waiting": waiting.count(),
        "entries": unreviewed_entries(list(paging["page_obj"])),
        **heading("Live without review", "view", above=(reverse("review:queue"), "Review")),
        **paging,
    }
    return render(request, "review/without_review.html", context, status=200 if known else 400)


@require_POST
@officer_view
def decide_on_words(request: HttpRequest, officer: User, note_id: int) -> HttpResponse:
    """Let families read words, or take them down with a reason; back to the list. An unknown button does nothing."""
    note = get_object_or_404(StateNote, pk=note_id)
    try:
        if request.POST.get("act") == "approve":
            approve_words(user=officer, note=note)
            messages.success(request, "Families read these words now. We tell who said them.")
        elif request.POST.get("act") == "take-down":
            take_words_down(user=officer, note=note, reason=request.POST.get("reason", ""))
            messages.success(request, "Families don't read these words. We tell who said them why.")
    except ListingError as refusal:
        messages.error(request, refusal.message)
    return redirect("review:without_review")
