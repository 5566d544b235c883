"""What a page of results says of distances: where they start, and what its order has to do with them."""

from collections.abc import Sequence
from typing import Final

from search.documents import Hit
from search.findings import Located
from search.query import Sort

NO_START: Final = "We don't know where you are, so these services are from everywhere and show no distance."
NEAREST: Final = "Nearest first."
NEAREST_THEN_OTHERS: Final = "Nearest first. Services that do not say where they are come last, A to Z."
ALL_OTHERS: Final = "None of these services says where it is, so they are in A to Z order, not nearest first."
ONLY_OTHERS_LEFT: Final = "None of the services on this page says where it is, so they come after the others, A to Z."
BEST_MATCH: Final = "Best match first, so a nearer service may come later."
NO_DISTANCE: Final = "None of the services on this page says where it is, so we can't tell how far away they are."


def start_of(code: str, precision: str) -> str:
    """Where distances start, as it reads after “from”: `MK9 3EJ`, or `the middle of MK9 9` of what is rougher."""
    return code if precision == "postcode" else f"the middle of {code}"


def start_words(located: Located) -> str:
    """The same of what a search was placed by."""
    return start_of(located.start, located.precision)


def start_sentence(located: Located, hits: Sequence[Hit]) -> str:
    """Where the distances of a page start, and that a postcode isn't known where something stands in for it."""
    unknown = "" if located.start == located.label else f"We don't know {located.label}."
    if hits and not _placed(hits):
        return unknown
    return f"{unknown} Distances start from {start_words(located)}.".strip()


def order_sentence(sort: Sort, hits: Sequence[Hit], *, page: int) -> str:
    """What the order of a page's results has to do with how far they are, where the search starts from a place."""
    if not hits:
        return ""
    placed = _placed(hits)
    if sort is not Sort.DISTANCE:
        if not placed:
            return NO_DISTANCE
        return BEST_MATCH if sort is Sort.RELEVANCE and len(hits) > 1 else ""
    if not placed:
        return ALL_OTHERS if page == 1 else ONLY_OTHERS_LEFT
    return NEAREST if len(placed) == len(hits) else NEAREST_THEN_OTHERS


def _placed(hits: Sequence[Hit]) -> list[Hit]:
    return [hit for hit in hits if hit.distance_miles is not None]
