"""The numbers that public registers give organisations: how each is written, and which kinds of organisation have it.

None of these registers uses a check digit; NHS numbers of people do, and so are told apart and refused everywhere.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from stdnum.gb import nhs

from tenants.text.errors import BadText
from tenants.text.kinds import Kind
from tenants.text.plain import folded

_NATIONAL_INSURANCE: Final = re.compile(r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]")
_COMPANY_PREFIXES: Final = (
    "AC|BR|CE|CS|FC|FE|GE|GN|GS|IC|IP|LP|NA|NC|NF|NI|NL|NO|NP|NR|NV|NZ|OC|OE|PC|RC|RS|SA|SC|SE|SF|SI|SL|SO|SP|SR|ZC"
)


class BadIdentifier(BadText):
    """The text is not written as the register writes its numbers; the message says how, in plain words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """One register's numbers. `field` is the name of the organisation's column."""

    field: str
    name: str
    example: str
    hint: str
    pattern: re.Pattern[str]
    tidy: Callable[[str], str] = str
    """Makes one way of writing it the register's own, as leading noughts."""


def _eight_digits(text: str) -> str:
    return text.zfill(8) if text.isdecimal() and 6 <= len(text) < 8 else text


def _with_dash(text: str) -> str:
    return re.sub(r"^1[-\u2010-\u2015]?(?=\d{8,12}$)", "1-", text)


SCHEMES: Final[Mapping[str, Scheme]] = {
    scheme.field: scheme
    for scheme in (
        Scheme(
            field="charity_number",
            name="charity number",
            example="1012345, SC012345 or NIC100123",
            hint="6 or 7 digits; Scottish ones start with SC, Northern Irish ones with NIC. Leave it empty if you have "
            "none.",
            pattern=re.compile(r"\d{6,7}(-\d{1,3})?|SC\d{6}|NIC\d{6}"),
        ),
        Scheme(
            field="company_number",
            name="company number",
            example="01234567 or SC123456",
            hint="8 characters, from Companies House. Leave it empty if you have none.",
            pattern=re.compile(rf"\d{{8}}|(?:{_COMPANY_PREFIXES})\d{{6}}|R\d{{7}}|(?:IP|SP|NP)\d{{5}}R"),
            tidy=_eight_digits,
        ),
        Scheme(
            field="urn",
            name="school URN",
            example="123456",
            hint="6 digits, from “Get information about schools”. It links families to your Ofsted reports.",
            pattern=re.compile(r"[1-9]\d{5}"),
        ),
        Scheme(
            field="ofsted_urn",
            name="Ofsted URN",
            example="EY123456 or 2512345",
            hint="EY and 6 digits, or 6 or 7 digits. It is on your certificate and your inspection report.",
            pattern=re.compile(r"(?:EY|CA|RP|VC)\d{6}|[1-9]\d{5,6}"),
        ),
        Scheme(
            field="cqc_id",
            name="CQC location ID",
            example="1-123456789",
            hint="At the end of the address of your page on the CQC website.",
            pattern=re.compile(r"1-\d{8,12}|[A-Z][A-Z0-9]{2}(?:[A-Z0-9]{2,3})"),
            tidy=_with_dash,
        ),
        Scheme(
            field="ods_code",
            name="ODS code",
            example="RD8, RD816 or K82012",
            hint="The NHS code of your organisation: 3, 5 or 6 letters and digits.",
            pattern=re.compile(r"(?=.*[A-Z])(?:[A-Z0-9]{3}|[A-Z0-9]{5,6})"),
        ),
        Scheme(
            field="ukprn",
            name="UKPRN",
            example="10012345",
            hint="8 digits that start with 1, from the UK Register of Learning Providers.",
            pattern=re.compile(r"1\d{7}"),
        ),
    )
}

_ASKED: Final[Mapping[str, tuple[str, ...]]] = {
    "private": ("company_number",),
    "voluntary": ("charity_number", "company_number"),
    "school": ("urn",),
    "college": ("urn", "ukprn"),
    "early-years": ("ofsted_urn", "urn"),
    "health": ("cqc_id", "ods_code"),
}


def fields_for(kind: str) -> tuple[Scheme, ...]:
    """The numbers that an organisation of this kind may have, in the order they are asked; council teams have none."""
    return tuple(SCHEMES[field] for field in _ASKED.get(kind, ()))


def read_identifier(field: str, text: str) -> str:
    """A register's number as the register writes it, from what somebody typed; empty for nothing.

    Raises BadIdentifier for what is no such number, and for what looks like a number of a person.
    """
    scheme = SCHEMES[field]
    plain = re.sub(r"[\s.]", "", folded(text)).upper()
    if not plain:
        return ""
    if is_personal(plain):
        raise BadIdentifier("This looks like a number that belongs to a person. Never enter one here")
    tidied = scheme.tidy(plain)
    if not scheme.pattern.fullmatch(tidied) or not tidied.isascii():
        raise BadIdentifier(f"Enter the {scheme.name}, like {scheme.example}")
    return tidied


def is_personal(text: str) -> bool:
    """Whether the text is an NHS number (10 digits that pass its check) or a National Insurance number."""
    plain = re.sub(r"[\s.-]", "", text).upper()
    return nhs.is_valid(plain) or bool(_NATIONAL_INSURANCE.fullmatch(plain))


NUMBERS: Final[Mapping[str, Kind]] = {
    field: Kind(name=scheme.name, read=partial(read_identifier, field)) for field, scheme in SCHEMES.items()
}
"""The kind of each register's numbers, by the name of the organisation's column."""
