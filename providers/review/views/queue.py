"""What waits for the council's decision."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from providers.review.desk import queue_for
from providers.review.forms import QueueFilters
from providers.review.views.gate import officer_view
from providers.review.views.paging import page_of
from tenants.accounts.models import User


@require_safe
@officer_view
def queue(request: HttpRequest, officer: User) -> HttpResponse:
    """Submissions, oldest first, a page at a time. A filter that isn't known is 400 beside the whole queue."""
    filters = QueueFilters(request.GET)
    known = filters.is_valid()
    chosen = filters.cleaned_data if known else {}
    entries = queue_for(officer, chosen)
    context = {
        "filters": filters,
        "filtered": any(chosen.values()),
        "breadcrumbs_items": [{"url": "", "label": "Review"}],
        "header_icon": "tasks",
        "header_title": "Review",
        **page_of(request, entries, "submission"),
    }
    return render(request, "review/queue.html", context, status=200 if known else 400)
