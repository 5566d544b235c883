"""How sure it is that two listings are the same, by what they have in common.

One rule for one listing beside all others (`likeness`) and for all of them beside each other (`providers.upkeep`).
"""

from collections.abc import Iterable, Sequence
from typing import Final

from providers.listings.models.keys import host_key

ENOUGH: Final = 40
"""The score from which two listings are pointed out as probably the same."""
SAME_NAME: Final = 0.95
NEARLY: Final = 0.6
"""`Sunny Bank Primary` and `Sunnybank Primary School` are 0.57 alike, `Sunny Bank Primary School` 0.77."""
SHORTEST_PHONE: Final = 9
SHARED_HOSTS: Final = frozenset(
    {
        *("facebook.com", "m.facebook.com", "instagram.com", "twitter.com", "x.com", "linktr.ee", "youtube.com"),
        *("sites.google.com", "eventbrite.co.uk", "bookwhen.com", "nhs.uk", "gov.uk"),
    }
)
"""Hosts under which many have their pages, so that one in common says nothing."""

Score = tuple[int, tuple[str, ...]]
"""Points from 0 on, and what they were given for."""


def service_score(
    likeness: float, *, same_organisation: bool, same_urn: bool, same_phone: bool, same_postcode: bool, same_host: bool
) -> Score:
    """The score of two services whose names are alike from 0 to 1.

    What an organisation's own services naturally share counts only beside a name that is nearly the same.
    """
    if same_organisation and likeness < NEARLY and not same_urn:
        return 0, ()
    return _score(
        likeness,
        (
            (60, "the same school URN", same_urn),
            (25, "the same phone number", same_phone),
            (25, "the same postcode", same_postcode),
            (15, "the same website", same_host),
        ),
    )


def organisation_score(likeness: float, *, same_urn: bool, same_charity: bool, same_host: bool) -> Score:
    """The same of two organisations."""
    return _score(
        likeness,
        (
            (60, "the same school URN", same_urn),
            (60, "the same charity number", same_charity),
            (40, "the same website", same_host),
        ),
    )


def in_words(reasons: Sequence[str]) -> str:
    """What two listings have in common as one phrase: “The same name and the same postcode”."""
    *others, last = reasons
    joined = f"{', '.join(others)} and {last}" if others else last
    return joined[:1].upper() + joined[1:]


def own_host(url: str) -> str:
    """A website's host; empty for one that many share, and for what is no address."""
    host = host_key(url)
    return "" if host in SHARED_HOSTS else host


def _score(likeness: float, common: Iterable[tuple[int, str, bool]]) -> Score:
    names = ((50, "the same name", likeness >= SAME_NAME), (40, "nearly the same name", NEARLY <= likeness < SAME_NAME))
    shared = [(points, words) for points, words, holds in (*names, *common) if holds]
    return sum(points for points, _ in shared), tuple(words for _, words in shared)
