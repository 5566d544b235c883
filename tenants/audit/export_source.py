"""The audit trail as a file."""

import json
from collections.abc import Iterator, Sequence
from typing import Final

from django.http import QueryDict
from django.utils import timezone

from tenants.accounts.roles import is_officer_or_manager
from tenants.audit.forms import EntryFilters
from tenants.audit.models import Entry
from tenants.audit.selectors import action_words, entries
from tenants.exports.errors import ExportRefused
from tenants.exports.sources import Row, Source, register_source

LIST: Final = "audit"
HEADER: Final = ("When", "Who", "Did", "What", "Kind", "Id", "Details")


def register_trail() -> None:
    """Let those who read the trail have it as a file, narrowed as on its page."""
    register_source(
        Source(name=LIST, title="Audit trail", header=HEADER, may=is_officer_or_manager, keys=_keys, rows=_rows)
    )


def _keys(query: str) -> list[int]:
    filters = EntryFilters(QueryDict(query))
    if not filters.is_valid():
        raise ExportRefused("One of the days can’t be read. Choose again, then ask for the file.")
    return list(entries(filters.wanted).values_list("pk", flat=True))


def _rows(keys: Sequence[int]) -> Iterator[Row]:
    found = Entry.objects.in_bulk(keys)
    for entry in (found[key] for key in keys if key in found):
        yield (
            f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M:%S}",
            entry.actor,
            action_words(entry.action),
            entry.label,
            entry.kind,
            entry.object_id,
            json.dumps(entry.details, ensure_ascii=False) if entry.details else "",
        )
