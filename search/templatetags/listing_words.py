"""A listing's codes and numbers in families' words."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django import template
from django.utils.formats import date_format
from django.utils.text import Truncator

from search import vocabulary
from search.documents import Hit, SearchDocument
from search.findings import Findings, Located
from search.matching.distance import miles_in_words
from search.query import PER_PAGE_CHOICES, RADII, Sort
from search.results.distance_words import start_words
from search.results.reasons import lower_first
from search.results.weekdays import days_in_words
from search.taxonomy.models import Vocabulary
from search.taxonomy.selectors import term_labels
from tenants.text.money import names_price

register = template.Library()
register.filter("start_words", start_words)

TRAVELS = {
    "national": "across England",
    "region": "across the wider region",
    "council": "across the whole council area",
}
COMES_TO_YOU = {"online": "online", "phone": "by phone", "home": "at your home"}
WITHHELD = "not shown, to keep people safe"
PARAMETERS = {
    "q": "Words",
    "radius": "Distance",
    "sort": "Order",
    "per_page": "Results on a page",
    "not": "Taken away",
    "ids": "Your list",
    "list": "This list",
}
HAVE_FIELDS = {"q", "postcode", "age"}
MESSAGE_LIMIT = 100
"""Characters: some messages name every choice."""
NEEDS_SHOWN = 4
AREAS_SHOWN = 3
TOPICS_LINKED = 3
PRICE_SHOWN = 40
"""Characters of a price that a card has room for."""
SORTS = {
    Sort.RELEVANCE: "Best match",
    Sort.DISTANCE: "Nearest",
    Sort.NAME: "A to Z",
    Sort.UPDATED: "Newest",
}


class AreaLimit(NamedTuple):
    """Whose families alone a listing is for, and whether the family that searches is known to live elsewhere."""

    names: str
    shuts_out: bool


@register.filter
def labels(codes: Iterable[str], name: str) -> list[str]:
    """The words of `codes` in the fixed vocabulary called `name` (`SECTOR`, `TIER`, …), in the vocabulary's order."""
    words: dict[str, str] = getattr(vocabulary, name)
    chosen = set(codes)
    return [label for code, label in words.items() if code in chosen]


@register.filter
def label(code: str, name: str) -> str:
    """The words of one code, or nothing when it is empty or unknown."""
    words: dict[str, str] = getattr(vocabulary, name)
    return words.get(code, "")


@register.simple_tag
def search_problems(errors: Mapping[str, str]) -> list[tuple[str, str]]:
    """The id of each wrong parameter's field and the message; "" and what it is called where the page has none."""
    return [
        (name, message) if name in HAVE_FIELDS else ("", f"{_called(name)}: {Truncator(message).chars(MESSAGE_LIMIT)}")
        for name, message in errors.items()
    ]


@register.filter
def need_labels(document: SearchDocument) -> str:
    """Who the listing is for, as a card says it: the first needs in the council's words and how many more."""
    words = term_labels(Vocabulary.NEED)
    return _first([words[code] for code in document.needs if code in words], NEEDS_SHOWN)


@register.filter
def topic_links(document: SearchDocument) -> list[tuple[str, str]]:
    """The first topics of a page, as code and words that read inside a sentence."""
    words = term_labels(Vocabulary.TOPIC)
    topics = [(code, lower_first(words[code])) for code in document.topics if code in words]
    return topics[:TOPICS_LINKED]


@register.simple_tag
def area_limit(document: SearchDocument, located: Located | None) -> AreaLimit | None:
    """Whose families alone it is for; None when it is for all. A home must be known for it to be shut out."""
    if not document.areas:
        return None
    home = located.areas if located else ()
    return AreaLimit(_first(document.area_names, AREAS_SHOWN), bool(home) and not set(home) & set(document.areas))


@register.filter
def opening(document: SearchDocument) -> str:
    """When it is open, as far as results know: “Monday and Saturday, in school holidays”."""
    periods = [lower_first(vocabulary.PERIOD[code]) for code in document.periods if code in vocabulary.PERIOD]
    words = ", ".join(filter(None, [days_in_words(document.open_days), *periods]))
    return words[:1].upper() + words[1:]


def facts(document: SearchDocument) -> list[str]:
    """What a card says first: sector, tier, ages and price, each where it is known."""
    rest = (label(document.tier, "TIER"), ages(document), first_price(document))
    return [*labels(document.sectors, "SECTOR"), *filter(None, rest)]


@register.filter
def month(day: date) -> str:
    """“May 2026”."""
    return date_format(day, "F Y")


def ages(listing: object) -> str:
    """The children's ages, `Ages 2 to 16`; nothing when the listing (a document or a service) names none."""
    span = age_span(listing)
    if not span[:1].isdigit():
        return span
    return f"Ages {span}" if " to " in span else f"Age {span}"


@register.filter
def age_span(listing: object) -> str:
    """The children's ages beside a name that says so, `2 to 16`; nothing when the listing names none."""
    low: int | None = getattr(listing, "age_min", None)
    high: int | None = getattr(listing, "age_max", None)
    if low is None and high is None:
        return ""
    if not low:
        return f"Up to age {high}" if high else ("From birth" if high is None else "Under 1")
    if high is None:
        return f"{low} and over"
    return str(low) if low == high else f"{low} to {high}"


@register.filter
def price(listing: object, detail: str = "") -> str:
    """`Free` or `There is a cost` with the price's own words; nothing when the listing says neither.

    Beside a sum of money it never says `Free`.
    """
    free: bool | None = getattr(listing, "free", None)
    words = "" if free is None else "Free" if free else "There is a cost"
    if not detail or not words:
        return detail or words
    if words != "Free" or detail.lower().startswith("free") or names_price(detail):
        return detail
    return f"{words}. {detail}"


def first_price(document: SearchDocument) -> str:
    """The price as a card has room for it: the first of several, and a long one only as `There is a cost`."""
    first, *others = document.cost.split("; ")
    if not first or len(first) > PRICE_SHOWN:
        return price(document) or ("There is a cost" if first else "")
    return price(document, f"{first} and other prices" if others else first)


@register.filter
def either(options: list[str]) -> str:
    """Ways that are each enough, as one sentence: “Contact them yourself, or ask your GP”."""
    first, *others = options or [""]
    lower = [f"{option[:1].lower()}{option[1:]}" for option in others]
    return "; ".join([first, *lower[:-1]]) + f"; or {lower[-1]}" if lower else first


@register.filter
def miles(distance: float | None) -> str:
    """A distance in words; nothing when it isn't known."""
    return "" if distance is None else miles_in_words(distance)


@register.filter
def where(hit: Hit) -> str:
    """Where a family would go, how far the service reaches, and whether it comes to them."""
    document = hit.document
    place = hit.nearest or (document.places[0] if document.places else None)
    more = len(document.places) - 1
    other = f" and {more} other place{'s' if more > 1 else ''}" if more > 0 else ""
    ways = [words for code, words in COMES_TO_YOU.items() if code in document.delivery]
    withheld = WITHHELD if document.place_withheld and not place else ""
    parts = [f"{place.label}{other}" if place else withheld, TRAVELS.get(document.reach, ""), ", ".join(ways)]
    sentence = "; ".join(filter(None, parts))
    return sentence[:1].upper() + sentence[1:]


@register.simple_tag
def radius_choices(chosen: float | None) -> list[tuple[str, str, bool]]:
    """The distances in miles a family can choose, as parameter, words and whether it is chosen; theirs is one."""
    return [
        (f"{radius:g}", f"Within {radius:g} mile{'' if radius == 1 else 's'}", radius == chosen)
        for radius in sorted({*RADII, *([chosen] if chosen else [])})
    ]


@register.simple_tag
def sort_choices(findings: Findings) -> list[tuple[str, str]]:
    """The orders a family can choose; nearest first needs somewhere to start from, and services."""
    near = findings.located and findings.kind == "service"
    return [(sort.value, words) for sort, words in SORTS.items() if near or sort is not Sort.DISTANCE]


@register.simple_tag
def per_page_choices() -> tuple[int, ...]:
    """How many results a page may have."""
    return PER_PAGE_CHOICES


def _called(name: str) -> str:
    """What families call a parameter of the search."""
    return PARAMETERS.get(name, name.replace("_", " ").capitalize())


def _first(names: Iterable[str], shown: int) -> str:
    """The first names and how many more there are."""
    every = list(names)
    more = len(every) - shown
    return ", ".join(every[:shown]) + (f" and {more} more" if more > 0 else "")
