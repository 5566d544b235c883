"""The lists of services that need care, as files."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from django.http import QueryDict

from providers.upkeep.care_lists import CareList, care_lists
from providers.upkeep.entries import entries_of
from providers.upkeep.forms import ListFilters
from tenants.accounts.roles import is_officer
from tenants.councils.links import absolute_url
from tenants.exports.errors import ExportRefused
from tenants.exports.sources import Row, Source, register_source

HEADER: Final = ("name", "organisation", "status", "why", "people", "last_checked", "check_due", "page", "id")


def register_lists() -> None:
    """Let officers have each list as a file."""
    for care in care_lists():
        register_source(
            Source(
                name=care.key,
                title=care.title,
                header=HEADER,
                may=is_officer,
                keys=partial(_keys, care),
                rows=partial(_rows, care.key),
            )
        )


def _keys(care: CareList, query: str) -> list[int]:
    filters = ListFilters(QueryDict(query), which=care.key)
    if not filters.is_valid():
        raise ExportRefused("There is no such choice. Choose again, then ask for the file.")
    return care.find(filters.cleaned_data)


def _rows(which: str, keys: Sequence[int]) -> Iterator[Row]:
    for entry in entries_of(which, keys):
        yield (
            entry.service.name,
            entry.service.organisation.name,
            ", ".join((entry.status, *entry.notes)),
            " ".join(entry.why),
            str(entry.people),
            str(entry.service.state.last_assured or ""),
            str(entry.service.state.review_due or ""),
            absolute_url(entry.service.get_absolute_url()) if entry.shown else "",
            str(entry.service.uuid),
        )
