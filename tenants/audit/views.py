"""`/admin/audit/`: the trail, read-only, for officers and managers."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tenants.accounts.models import User
from tenants.audit.comparers import differences_of
from tenants.audit.forms import EntryFilters
from tenants.audit.models import Entry
from tenants.audit.selectors import action_words, entries
from tenants.desk.gates import officer_or_manager_view
from tenants.desk.headings import heading
from tenants.desk.pages import page_of


@require_safe
@officer_or_manager_view
def trail(request: HttpRequest, reader: User) -> HttpResponseBase:
    """Entries, newest first, a page at a time. Bad filters are 400."""
    filters = EntryFilters(request.GET)
    known = filters.is_valid()
    paging = page_of(request, entries(filters.wanted), "entry", plural="entries", per_page=50)
    for entry in paging["page_obj"]:
        entry.words = action_words(entry.action)
    chosen = request.GET.copy()
    chosen.pop("p", None)
    context = {
        "filters": filters,
        "narrowed": any(filters.cleaned_data.values()),
        "query": chosen.urlencode(),
        **heading("Audit", "history"),
        **paging,
    }
    return render(request, "audit/trail.html", context, status=200 if known else 400)


@require_safe
@officer_or_manager_view
def entry(request: HttpRequest, reader: User, entry_id: int) -> HttpResponseBase:
    """One entry with all that was written, field by field where before and after are known."""
    found = get_object_or_404(Entry, pk=entry_id)
    context = {
        "entry": found,
        "words": action_words(found.action),
        "changes": differences_of(found),
        "details": [(name, value) for name, value in found.details.items() if name not in {"before", "after"}],
        **heading(action_words(found.action), "history", above=(reverse("audit:trail"), "Audit")),
    }
    return render(request, "audit/entry.html", context)
