"""`/admin/audit/`: the trail, read-only, for officers and managers."""

import csv
from collections.abc import Iterable, Iterator
from typing import Final

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from tenants.accounts.models import User
from tenants.audit.comparing import differences_of
from tenants.audit.forms import EntryFilters
from tenants.audit.models import Entry
from tenants.audit.selectors import action_words, entries
from tenants.audit.services import record
from tenants.councils.spreadsheets import safe_cell
from tenants.desk.gates import officer_or_manager_view
from tenants.desk.headings import heading
from tenants.desk.paging import page_of

MOST_ROWS: Final = 50_000
_COLUMNS: Final = ("When", "Who", "Did", "What", "Kind", "Id", "Details")


@require_safe
@officer_or_manager_view
def trail(request: HttpRequest, reader: User) -> HttpResponseBase:
    """Entries, newest first, a page at a time; `export=csv` gives all that fit as a file. Bad filters are 400."""
    filters = EntryFilters(request.GET)
    known = filters.is_valid()
    found = entries(filters.wanted)
    if known and request.GET.get("export") == "csv":
        return _as_csv(reader, request.GET.urlencode(), found[:MOST_ROWS])
    paging = page_of(request, found, "entry", plural="entries", per_page=50)
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


class _Echo:
    """A file for csv that hands each line on."""

    def write(self, line: str) -> str:
        return line


def _as_csv(reader: User, query: str, found: Iterable[Entry]) -> StreamingHttpResponse:
    """The entries as a file; taking it away is itself noted."""
    record(action="audit.export", user=reader, query=query[:500])
    writer = csv.writer(_Echo())
    lines: Iterator[str] = (writer.writerow(row) for row in _rows(list(found)))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="audit-{timezone.localdate():%Y-%m-%d}.csv"'
    return response


def _rows(found: Iterable[Entry]) -> Iterator[list[str]]:
    yield list(_COLUMNS)
    for each in found:
        cells = (each.actor, action_words(each.action), each.label, each.kind, each.object_id, str(each.details or ""))
        yield [f"{timezone.localtime(each.at):%Y-%m-%d %H:%M:%S}", *map(safe_cell, cells)]
