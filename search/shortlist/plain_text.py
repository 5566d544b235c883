"""A shortlist as plain text: to copy into a message, and for mail programs that show no pages."""

from collections.abc import Iterator

from django.urls import reverse

from search.documents import Hit
from search.shortlist.selectors import Shortlist
from search.templatetags.listing_words import age_span, either, labels, opening, price, where
from tenants.councils.links import absolute_url
from tenants.councils.models import Council


def day_in_words(shortlist: Shortlist) -> str:
    """The day of the list, `22 November 2026`."""
    return f"{shortlist.made_on.day} {shortlist.made_on:%B %Y}"


def facts_of(hit: Hit) -> list[tuple[str, str]]:
    """What a family needs to use a service: each fact's name and words, without those that it doesn't say."""
    document = hit.document
    facts = [
        ("Phone", document.phone),
        ("How to get in", either(labels(document.referral, "REFERRAL")) or document.how_to_access),
        ("Cost", price(document, document.cost)),
        ("When", opening(document)),
        ("Where", where(hit)),
        ("Ages", age_span(document)),
        ("Only for", f"Families in {', '.join(document.area_names)}" if document.area_names else ""),
    ]
    return [(name, words) for name, words in facts if words]


def list_as_text(shortlist: Shortlist, council: Council) -> str:
    """The whole list, with the council's contact and the date."""
    return "\n".join(_lines(shortlist, council))


def _lines(shortlist: Shortlist, council: Council) -> Iterator[str]:
    yield f"Services from the SEND Local Offer of {council.name}, {day_in_words(shortlist)}"
    for number, hit in enumerate(shortlist.hits, start=1):
        closed = " (closed for now)" if hit.document.temporarily_closed else ""
        yield ""
        yield f"{number}. {hit.document.name}{closed}"
        yield from (f"{name}: {words}" for name, words in facts_of(hit))
        yield absolute_url(reverse("service-short", args=[hit.document.uuid]))
    contacts = " or ".join(filter(None, [council.phone, council.email]))
    if contacts:
        yield ""
        yield f"Questions? Ask {council.name}: {contacts}"
