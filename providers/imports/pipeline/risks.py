"""What somebody looks at before a file's listings are read by families: nothing here refuses a listing."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from providers.imports.listing_csv.columns import COLUMNS
from providers.imports.pipeline.content import ListingContent
from providers.imports.pipeline.outcomes import Plan, Result
from providers.imports.report import Outcome, Remark
from providers.listings.data import ServiceData
from providers.listings.likeness import DescribedService, similar_services
from providers.listings.models import Organisation
from providers.review.hidden_places import exposed_refuge
from providers.review.risks import RiskKind, content_risks
from providers.review.sensitive_words import findings_in

LOOK_FIRST: Final = "Look first:"
"""How each of these remarks begins."""
_KINDS: Final = (RiskKind.PERSONAL, RiskKind.WORDS, RiskKind.HIDDEN)
_PERSON: Final = re.compile(
    r"\((?P<name>(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? )?[A-Z][^\W\d_'’-]+(?:['’ -]+[A-Z][^\W\d_]+){1,3})\)"
)
_NO_PERSON: Final = re.compile(
    r"\b(?:Admin|Advice|Bookings?|Centre|Council|Desk|Direct|Duty|Emergency|Enquiries|General|Helpline|Hours|Line|Main|"
    r"Number|Office|Out|Reception|School|Services?|Support|Switchboard|Team|Text)\b"
)
_NAMED: Final = "families would read “{words}” beside the number. Make sure that they agreed, or take the name out."
_MOBILE: Final = "“{words}” is a mobile number. Make sure that it isn’t somebody’s own."
_MAILBOX: Final = "“{words}” looks like somebody’s own address. Make sure that families may write to it."

Found = tuple[str, str]
"""A column of ours, empty for none, and what to look at."""


def look_first(row: int, plan: Plan, now: ListingContent | None, *, of_council: bool) -> Iterator[Remark]:
    """What is new in a planned listing and tells of a person, hurts, or gives a hidden place away.

    Of contacts only in the council's own files (`of_council`): providers answer for what they write of themselves.
    """
    held = set(_found(now.data, plan.organisation, of_council=of_council)) if now else set()
    for column, words in _found(plan.content.data, plan.organisation, of_council=of_council):
        if (column, words) not in held:
            yield Remark(row, column, f"{LOOK_FIRST} {words}")


def note_doubles(results: Sequence[Result]) -> None:
    """Add to each new listing which of those that are here may be the same. A fixed number of queries."""
    new = [(result, result.plan) for result in results if result.plan and result.outcome is Outcome.CREATED]
    described = [DescribedService(data=plan.content.data, organisation=plan.organisation) for _, plan in new]
    for (result, _), doubles in zip(new, similar_services(described), strict=True):
        for double in doubles[:1]:
            words = f"“{double.listing.name}” is here already and may be the same. {double.words}."
            result.notes.append(Remark(result.incoming.rows[0], "", f"{LOOK_FIRST} {words}"))


def _found(data: ServiceData, organisation: Organisation, *, of_council: bool) -> Iterator[Found]:
    for risk in content_risks(data):
        if risk.kind not in _KINDS:
            continue
        column = "address" if risk.field.startswith("places.") else risk.field
        yield column if column in COLUMNS else "", risk.words
    for exposure in exposed_refuge(data, organisation.name):
        yield "address", exposure.words
    for contact in data.contacts if of_council else ():
        yield from _of_phone(contact.phone)
        for finding in findings_in(contact.email):
            yield "email", _MAILBOX.format(words=finding.words)


def _of_phone(phone: str) -> Iterator[Found]:
    named = _PERSON.search(phone)
    if named and not _NO_PERSON.search(named["name"]):
        yield "phone", _NAMED.format(words=named["name"])
    for finding in findings_in(phone):
        if finding.sort == "mobile":
            yield "phone", _MOBILE.format(words=finding.words)
