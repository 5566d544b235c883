"""The register as a file."""

from collections.abc import Iterator, Sequence
from typing import Final

from django.http import QueryDict

from cms.duties.forms import Filters
from cms.duties.rules import write_rule
from cms.duties.selectors import standings
from tenants.accounts.roles import is_officer_or_manager
from tenants.exports.errors import ExportRefused
from tenants.exports.sources import Row, Source, register_source

LIST: Final = "duties"
HEADER: Final = (
    *("code", "paragraph", "level", "area", "title", "explanation", "law", "state", "today", "standing", "why"),
    *("evidence", "pages", "signed_until", "excuse"),
)


def register_list() -> None:
    """Let officers and managers have it, narrowed as on its page."""
    register_source(Source(name=LIST, title="Duties", header=HEADER, may=is_officer_or_manager, keys=_keys, rows=_rows))


def _keys(query: str) -> list[str]:
    filters = Filters(QueryDict(query))
    if not filters.is_valid():
        raise ExportRefused("There is no such choice. Choose again, then ask for the file.")
    return [stand.duty.code for stand in filters.narrow(standings().values())]


def _rows(keys: Sequence[str]) -> Iterator[Row]:
    stands = standings()
    for stand in (stands[key] for key in keys if key in stands):
        duty = stand.duty
        pages = {named.pk: named for finding in stand.findings for named in finding.pages}.values()
        yield (
            *(duty.code, duty.paragraph, duty.level.words, duty.area_words, duty.title, duty.explanation, duty.law),
            *(duty.state.words, duty.today, stand.standing.words, stand.why, write_rule(duty.rule)),
            ", ".join(named.page.title for named in pages),
            ", ".join(named.until.isoformat() for named in pages if named.until),
            stand.excuse.reason if stand.excuse else "",
        )
