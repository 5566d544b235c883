"""Unmet need: what families looked for, and what there is for it, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from search.analytics.areas import area_labels, outcode_centres
from search.analytics.figures import UNKNOWN, Figure, figure, share
from search.analytics.periods import Period
from search.analytics.reports import LITTLE_SHARE, SEARCHES, most_first
from search.analytics.selectors import FEW, Counts, counts_by_need, counts_by_need_and_outcode
from search.analytics.supply import NEAR_MILES, Supply, for_any_need
from search.analytics.tables import Table
from search.index.selectors.supply import services_near
from search.taxonomy.models import Vocabulary
from search.taxonomy.selectors import term_labels
from search.vocabulary import ALL_SEND

LITTLE: Final = f"Found {FEW} services or fewer"
NEAR: Final = f"Services within {NEAR_MILES} miles"
EVERYWHERE: Final = "Services for the whole area or online"
TO_GO_TO: Final = "Services to go to"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One need in one area: searches beside services. `near` is None where nobody knows where the area is."""

    need: str
    area: str
    searches: Figure
    little: Figure
    near: int | None
    everywhere: int

    @property
    def little_share(self) -> str:
        """The part of the searches that found few services or none."""
        return share(self.little, self.searches)


def gaps_of(period: Period, supply: Mapping[str, Supply]) -> tuple[Gap, ...]:
    """Every need and area with enough searches to show, those that found little most often first."""
    counts = {pair: each for pair, each in counts_by_need_and_outcode(period).items() if _is_enough(each)}
    outcodes = {outcode for _, outcode in counts}
    near = services_near(list(counts), outcode_centres(outcodes), miles=NEAR_MILES)
    labels, areas = term_labels(Vocabulary.NEED), area_labels(outcodes)
    gaps = (
        Gap(
            need=labels.get(need, need),
            area=areas[outcode],
            searches=figure(each.searches),
            little=figure(each.little),
            near=near.get((need, outcode)),
            everywhere=supply.get(need, Supply()).everywhere,
        )
        for (need, outcode), each in counts.items()
    )
    return tuple(
        sorted(gaps, key=lambda gap: (-(gap.little.shown or 0), -(gap.searches.shown or 0), gap.need, gap.area))
    )


def gap_table(gaps: tuple[Gap, ...], supply: Mapping[str, Supply]) -> Table:
    """The gaps as a table."""
    note = (
        f"“{NEAR}” lie within {NEAR_MILES} miles of the middle of the area and can be gone to. The last column counts "
        "services for all of the council’s area, its region or England, and those that come home or are online or by "
        f"phone. {any_need_note(for_any_need(supply))} Rows with fewer than 5 searches are left out."
    )
    rows = tuple(
        (
            gap.need,
            gap.area,
            gap.searches,
            gap.little,
            gap.little_share,
            UNKNOWN if gap.near is None else gap.near,
            gap.everywhere,
        )
        for gap in gaps
    )
    columns = ("Need", "Area", SEARCHES, LITTLE, LITTLE_SHARE, NEAR, EVERYWHERE)
    return Table(
        key="unmet-need", title="Searches and services by need and area", columns=columns, rows=rows, names=2, note=note
    )


def supply_table(period: Period, supply: Mapping[str, Supply]) -> Table:
    """Every need with its searches and all its services in the council's listings."""
    counts = counts_by_need(period)
    rows = [
        (label, *_demand(counts.get(code, Counts())), each.to_go_to, each.everywhere, each.total)
        for code, label in term_labels(Vocabulary.NEED).items()
        if code != ALL_SEND
        for each in [supply.get(code, Supply())]
    ]
    return Table(
        key="supply",
        title="Services by need",
        columns=("Need", SEARCHES, LITTLE, TO_GO_TO, EVERYWHERE, "All services"),
        rows=most_first(rows),
        note=f"A service for two needs counts for both. {any_need_note(for_any_need(supply))}",
    )


def any_need_note(services: int) -> str:
    """What no row of the supply counts."""
    if services == 1:
        return "1 more service is for any need."
    return f"{services:,} more services are for any need."


def _demand(counts: Counts) -> tuple[Figure, Figure]:
    return figure(counts.searches), figure(counts.little)


def _is_enough(counts: Counts) -> bool:
    return figure(counts.searches).shown is not None
