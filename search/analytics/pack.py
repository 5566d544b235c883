"""The evidence pack: every table of a period, as one page to print or a zip of CSV files."""

import io
import zipfile
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.dateformat import format as format_date

from search.analytics.figures import SMALLEST, STEP
from search.analytics.periods import WEEKS_KEPT, Period
from search.analytics.reports import Overview, overview_of, searches_tables
from search.analytics.selectors import FEW
from search.analytics.supply import supply_by_need
from search.analytics.tables import Table
from search.analytics.unmet import Gap, gap_table, gaps_of, supply_table

PURPOSE: Final = "For the joint strategic needs assessment and the area SEND inspection"
METHOD: Final = (
    "A search is counted when a family, not signed in, asks for services on the SEND Local Offer’s search page. A "
    "second page of results is not counted again; a changed search is. Requests by known machines, by staff and by "
    "providers are not counted.",
    "Of each search we keep the week, the needs and topics that were chosen or understood, the first half of the "
    "postcode, how many services were found and whether a wider search was offered. We keep no words, no full "
    "postcode, no person, no address of a device and no cookie.",
    f"“Few” means 1 to {FEW} services. One family may search several times, so searches are not families. What nobody "
    "looks for online does not appear.",
    f"Searches are kept for {WEEKS_KEPT // 52} years, then deleted.",
)
DISCLOSURE: Final = (
    f"Figures below {SMALLEST} are shown as “fewer than {SMALLEST}”, zero included. All other figures on searches and "
    f"visits are rounded to the nearest {STEP}, totals too, and percentages come from rounded figures.",
    "Where a hidden figure could be worked out from a total, another one is held back too (“not shown”) or the total "
    "is. Rows that are too small to show are left out of lists by need, topic, area and service.",
    "Numbers of services are exact: listings are public.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """All that the pack shows."""

    council: str
    made: date
    period: Period
    overview: Overview
    searches: tuple[Table, ...]
    gaps: tuple[Gap, ...]
    unmet: Table
    supply: Table

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table, in the order of the page."""
        return (*self.searches, self.unmet, self.supply)


def make_pack(*, council: str, period: Period, made: date) -> Pack:
    """The pack of the open council for a period."""
    supply = supply_by_need()
    gaps = gaps_of(period, supply)
    return Pack(
        council=council,
        made=made,
        period=period,
        overview=overview_of(period),
        searches=searches_tables(period),
        gaps=gaps,
        unmet=gap_table(gaps, supply),
        supply=supply_table(period, supply),
    )


def as_zip(pack: Pack) -> bytes:
    """The pack's tables as CSV files, with the method beside them."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr("read-me.txt", _read_me(pack))
        for number, table in enumerate(pack.tables, start=1):
            files.writestr(f"{number}-{table.key}.csv", csv_bytes(table))
    return packed.getvalue()


def csv_bytes(table: Table) -> bytes:
    """A table as a CSV file that spreadsheets read as UTF-8."""
    return table.as_csv().encode("utf-8-sig")


def _read_me(pack: Pack) -> str:
    heading = (
        f"{pack.council}: searches of the SEND Local Offer",
        f"{PURPOSE}. Searches from {pack.period.words}; services as listed on {format_date(pack.made, 'j F Y')}.",
    )
    notes = [f"{table.title}. {table.note}" for table in pack.tables if table.note]
    return (
        "\n\n".join((*heading, "How it was counted", *METHOD, "What is hidden", *DISCLOSURE, "Tables", *notes)) + "\n"
    )
