"""What an edition says of a document: all the facts of its card and page, for people who can’t follow links."""

from collections.abc import Iterator

from cms.editions.book import Entry, Fact
from search.documents import Hit, SearchDocument
from search.taxonomy.models import Vocabulary
from search.taxonomy.selectors import term_labels
from search.templatetags.listing_words import (
    COMES_TO_YOU,
    TRAVELS,
    WITHHELD,
    age_span,
    either,
    labels,
    miles,
    month,
    opening,
    price,
)

CLOSED = "Closed for now. Call before you go."
UNCHECKED = "Nobody has checked this for a while. Call before you go."


def entry_of(hit: Hit, number: int) -> Entry:
    """The entry of a document under its number."""
    document = hit.document
    return Entry(
        number=number,
        key=document.key,
        name=document.name,
        by=document.organisation,
        notice=CLOSED if document.temporarily_closed else UNCHECKED if document.stale else "",
        words=tuple(_paragraphs(document)),
        facts=tuple(Fact(name, words) for name, words in _facts(hit) if words),
    )


def _paragraphs(document: SearchDocument) -> Iterator[str]:
    """The summary and the description, without what both say."""
    said = set()
    for line in (document.summary, *document.description.splitlines()):
        words = " ".join(line.split())
        if words and words not in said:
            said.add(words)
            yield words


def _facts(hit: Hit) -> Iterator[tuple[str, str]]:
    document = hit.document
    if document.kind == "page":
        yield "Last checked", month(document.last_assured) if document.last_assured else ""
        return
    needs = term_labels(Vocabulary.NEED)
    yield "For", ", ".join(needs[code] for code in document.needs if code in needs)
    yield "Ages", age_span(document)
    yield "Only for", f"Families in {', '.join(document.area_names)}" if document.area_names else ""
    yield "Phone", document.phone
    yield "Email", ", ".join(each for each in document.found_by if "@" in each and " " not in each)
    yield "Website", ", ".join(each for each in document.found_by if each.startswith(("http://", "https://")))
    yield "How to get in", _way_in(document)
    yield "Cost", price(document, document.cost)
    yield "When", opening(document)
    yield "Where", where_of(hit)
    yield "Access", ", ".join(labels(document.accessibility_anywhere, "ACCESSIBILITY"))
    yield "Last checked", month(document.last_assured) if document.last_assured else ""


def _way_in(document: SearchDocument) -> str:
    """The ways that each are enough, and what the listing says of them where that is more."""
    ways = either(labels(document.referral, "REFERRAL"))
    same = {ways, ", ".join(labels(document.referral, "REFERRAL"))}
    return ". ".join(filter(None, [ways, document.how_to_access if document.how_to_access not in same else ""]))


def where_of(hit: Hit) -> str:
    """Every place, the nearest with its distance, how far the service reaches and whether it comes to families."""
    document = hit.document
    places = list(dict.fromkeys(place.label for place in document.places))
    if hit.nearest and hit.distance_miles is not None:
        near = hit.nearest.label
        places = [f"{near} ({miles(hit.distance_miles)})", *(each for each in places if each != near)]
    ways = [words for code, words in COMES_TO_YOU.items() if code in document.delivery]
    withheld = WITHHELD if document.place_withheld and not places else ""
    sentence = "; ".join(filter(None, [*places, withheld, TRAVELS.get(document.reach, ""), ", ".join(ways)]))
    return sentence[:1].upper() + sentence[1:]
