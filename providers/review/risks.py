"""What a submission should make an officer stop and look. Nothing here refuses: it points out, and says where.

A submission with a risk is never approved in bulk or by the council's rules.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from django.urls import reverse

from providers.links.models import CheckedLink
from providers.links.selectors import addresses_of, links_by_address
from providers.listings.contradictions import contradictions
from providers.listings.data import OrganisationData, ServiceData
from providers.listings.essentials import gaps_of
from providers.listings.likeness import (
    DescribedOrganisation,
    DescribedService,
    Likeness,
    similar_organisations,
    similar_services,
)
from providers.listings.models import Organisation, Service
from providers.listings.models.keys import host_key, phone_key
from providers.listings.permissions import Listing
from providers.review.comparison.moves import moves_of
from providers.review.hidden_places import Exposure, exposed_refuge, given_away
from providers.review.sensitive_words import Sort, findings_in

OLDEST: Final = 25
TEXTS: Final = (
    *("name", "summary", "description", "suits", "eligibility", "who_decides", "how_to_access", "languages"),
    *("outcomes", "staff_expertise", "working_with_parents", "transitions", "if_unhappy", "admissions"),
)


class RiskKind(Enum):
    """What sort of thing is pointed out."""

    DUPLICATE = "Perhaps there already"
    ORGANISATION = "Organisation"
    CONTACT = "Contact changed"
    MOVED = "Moved"
    FILES = "New file"
    LINK = "Link doesn’t work"
    WORDS = "Rude words"
    PERSONAL = "Personal data"
    HIDDEN = "Hidden address"
    AGES = "Ages"
    COST = "Cost"
    MISSING = "Missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """One thing to look at: what, in a sentence; the field of the comparison it stands in, and where to read more."""

    kind: RiskKind
    words: str
    field: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What is there beside the proposed versions: by listing those that may be the same, by address checked links."""

    alike: Mapping[Listing, Sequence[Likeness[Any]]]
    links: Mapping[str, CheckedLink]


def risks_of(proposed: Listing, live: Listing | None) -> tuple[Risk, ...]:
    """What to look at in a proposed version, given what is live (None before the first approval), most pressing first.

    A fixed number of queries.
    """
    return risks_of_each([(proposed, live)])[0]


def risks_of_each(versions: Sequence[tuple[Listing, Listing | None]]) -> list[tuple[Risk, ...]]:
    """The same of several listings, each proposed beside live, in as many queries as for one."""
    around = _around([proposed for proposed, _ in versions])
    order = list(RiskKind)
    return [
        tuple(sorted(_risks(proposed, live, around), key=lambda risk: order.index(risk.kind)))
        for proposed, live in versions
    ]


def _around(listings: Sequence[Listing]) -> _Around:
    services = [each for each in listings if isinstance(each, Service)]
    organisations = [each for each in listings if isinstance(each, Organisation)]
    doubles = similar_services([DescribedService.of(each) for each in services])
    others = similar_organisations([DescribedOrganisation.of(each) for each in organisations])
    alike: dict[Listing, Sequence[Likeness[Any]]] = dict(zip(services, doubles, strict=True))
    alike.update(zip(organisations, others, strict=True))
    addresses = {url for each in listings for url in _addresses(each)}
    return _Around(alike=alike, links=links_by_address(addresses) if addresses else {})


def _addresses(listing: Listing) -> tuple[str, ...]:
    if isinstance(listing, Service):
        return addresses_of(listing)
    return (listing.url,) if listing.url else ()


def _risks(proposed: Listing, live: Any, around: _Around) -> Iterator[Risk]:
    yield from map(_duplicate, around.alike[proposed])
    yield from _of_service(proposed, live) if isinstance(proposed, Service) else _of_organisation(proposed, live)
    for url in _addresses(proposed):
        if url in around.links and around.links[url].problem:
            yield Risk(kind=RiskKind.LINK, words=f"{url}: {around.links[url].problem}")


def _of_service(proposed: Service, live: Any) -> Iterator[Risk]:
    data = ServiceData.from_service(proposed)
    before = ServiceData.from_service(live) if live is not None else None
    yield from _of_its_organisation(proposed.organisation)
    if before is not None:
        yield from _contact_changes(before, data)
        yield from _new_files(before, data)
    for move in moves_of(live, proposed):
        yield Risk(kind=RiskKind.MOVED, words=f"{move.words}.", field=move.field)
    yield from content_risks(data)
    for gap in gaps_of(data):
        yield Risk(kind=RiskKind.MISSING, words=gap.words, field=gap.field)
    yield from (_hidden(each) for each in exposed_refuge(data, proposed.organisation.name))


def _of_organisation(proposed: Organisation, live: Any) -> Iterator[Risk]:
    data = OrganisationData.from_organisation(proposed)
    if live is not None:
        yield from _changes(
            ("phone", "phone number", {phone_key(live.phone)}, {phone_key(data.phone)}),
            ("email", "e-mail address", {live.email.lower()}, {data.email.lower()}),
            ("url", "website", {host_key(live.url)}, {host_key(data.url)}),
        )
    if data.logo_id not in (None, live and live.logo_id):
        yield Risk(kind=RiskKind.FILES, words="Look at the logo: families don’t see it yet.", field="logo_id")
    yield from _wording({"name": data.name, "description": data.description})
    if not (data.phone or data.email or data.url):
        yield Risk(kind=RiskKind.MISSING, words="It has no phone number, e-mail address or website.", field="phone")


def content_risks(data: ServiceData) -> Iterator[Risk]:
    """What a service's own words give away or get wrong. Pure."""
    texts = _texts(data)
    yield from _wording(texts)
    yield from map(_hidden, given_away(data, texts))
    if (data.age_max or 0) > OLDEST or (data.age_min or 0) > OLDEST:
        words = (
            f"It is for people older than {OLDEST}. The Local Offer is for children and young people up to {OLDEST}."
        )
        yield Risk(kind=RiskKind.AGES, words=words, field="age_max" if (data.age_max or 0) > OLDEST else "age_min")
    crossed = contradictions(age_min=data.age_min, age_max=data.age_max, free=data.free, costs=data.costs)
    if "free" in crossed:
        yield Risk(kind=RiskKind.COST, words=f"{crossed['free']}.", field="costs")


def _texts(data: ServiceData) -> dict[str, str]:
    """The public texts by the field they stand in."""
    texts = {name: getattr(data, name) for name in TEXTS}
    texts["costs"] = "\n".join(f"{cost.option} {cost.amount_description}" for cost in data.costs)
    texts["files"] = "\n".join(file.title for file in data.files)
    for place in data.places:
        texts[f"places.{place.uuid}"] = "\n".join(schedule.note for schedule in place.schedules)
    return {**texts, **{f"answers.{code}": answer for code, answer in data.answers}}


_SAID: Final[Mapping[Sort, str]] = {
    "insult": "“{words}” is rude or hurts people.",
    "nhs-number": "“{words}” looks like somebody’s NHS number.",
    "insurance-number": "“{words}” looks like somebody’s National Insurance number.",
    "birth": "“{words}” looks like somebody’s date of birth.",
    "mobile": "“{words}” looks like somebody’s own mobile number. Numbers to call belong in the contacts.",
    "mailbox": "“{words}” looks like somebody’s own e-mail address. Addresses to write to belong in the contacts.",
}


def _wording(texts: Mapping[str, str]) -> Iterator[Risk]:
    for field, text in texts.items():
        for finding in findings_in(text):
            kind = RiskKind.PERSONAL if finding.is_personal else RiskKind.WORDS
            yield Risk(kind=kind, words=_SAID[finding.sort].format(words=finding.words), field=field)


def _hidden(exposure: Exposure) -> Risk:
    return Risk(kind=RiskKind.HIDDEN, words=exposure.words, field=exposure.field)


def _contact_changes(before: ServiceData, after: ServiceData) -> Iterator[Risk]:
    yield from _changes(
        ("contacts", "phone number", _phones(before), _phones(after)),
        ("contacts", "e-mail address", _mails(before), _mails(after)),
        ("url", "website", {host_key(before.url)}, {host_key(after.url)}),
    )


def _new_files(before: ServiceData, after: ServiceData) -> Iterator[Risk]:
    """Words can't tell what is on a photo, so somebody looks at it."""
    there = {file.file_id for file in before.files}
    for file in after.files:
        if file.file_id not in there:
            yield Risk(kind=RiskKind.FILES, words=f"Look at “{file.title}”, a new {file.kind}.", field="files")


def _changes(*compared: tuple[str, str, set[str], set[str]]) -> Iterator[Risk]:
    for field, what, old, new in compared:
        kept, added = old & new - {""}, new - old - {""}
        if not old - {""} or (old - {""} == kept and not added):
            continue
        words = f"The {what} changes. Make sure that the new one is theirs." if added else f"The {what} is taken away."
        yield Risk(kind=RiskKind.CONTACT, words=words, field=field)


def _phones(data: ServiceData) -> set[str]:
    return {phone_key(contact.phone) for contact in data.contacts}


def _mails(data: ServiceData) -> set[str]:
    return {contact.email.lower() for contact in data.contacts}


def _of_its_organisation(organisation: Organisation) -> Iterator[Risk]:
    if organisation.suspended:
        yield Risk(
            kind=RiskKind.ORGANISATION, words=f"{organisation.name} is suspended: families see none of its services."
        )


def _duplicate(alike: "Likeness[Any]") -> Risk:
    listing = alike.listing
    kind = "service" if isinstance(listing, Service) else "organisation"
    by = f" by {listing.organisation.name}" if isinstance(listing, Service) else ""
    return Risk(
        kind=RiskKind.DUPLICATE,
        words=f"{listing.name}{by}: {alike.words[:1].lower()}{alike.words[1:]}.",
        address=reverse(f"review:{kind}", kwargs={"uuid": listing.uuid}),
    )
