"""What a proposed version changes against what is live: field by field, in words, down to the word."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from django.db.models import Model
from rapidfuzz.distance import Indel

from providers.listings.data import FileData, OrganisationData, PlaceData, ServiceData
from providers.listings.models import HideAddress, Organisation, Service, ServiceFile
from providers.listings.permissions import Listing
from providers.listings.questions import QUESTIONS
from providers.listings.words import area_lines, cost_words, hours_words, labels
from search import vocabulary
from search.taxonomy.selectors import term_labels

Operation = Literal["equal", "insert", "delete"]
LONGEST_COMPARED: Final = 4000
_WORDS: Final = re.compile(r"\s+|[\w'’]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words that both versions have, or only one of them."""

    operation: Operation
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field in both versions. `parts` read in order give `before` without inserts and `after` without deletes."""

    name: str
    label: str
    before: str
    after: str
    parts: tuple[Part, ...]

    @property
    def changed(self) -> bool:
        """Whether the two versions differ here."""
        return self.before != self.after


Described = dict[str, tuple[str, str]]
_NONE: Final = ("", "")


def compare(live: Listing | None, proposed: Listing) -> list[FieldChange]:
    """Every field that the live version (None before the first approval) or the proposed one has, in form order."""
    before = _describe(live) if live is not None else {}
    after = _describe(proposed)
    fields = _SERVICE_FIELDS if isinstance(proposed, Service) else _ORGANISATION_FIELDS
    changes = []
    for name in sorted({**before, **after}, key=lambda name: fields.index(name.partition(".")[0])):
        old, new = before.get(name, _NONE)[1], after.get(name, _NONE)[1]
        label = after[name][0] if name in after else f"{before[name][0]}, taken away"
        if old or new:
            changes.append(FieldChange(name, label, old, new, word_parts(old, new)))
    return changes


def changed_names(before: Listing, after: Listing) -> frozenset[str]:
    """The fields in which two versions differ, named as `compare` names them."""
    old, new = _describe(before), _describe(after)
    return frozenset(name for name in {**old, **new} if old.get(name, _NONE)[1] != new.get(name, _NONE)[1])


def word_parts(before: str, after: str) -> tuple[Part, ...]:
    """The words both have, those taken away and those added. Very long texts are compared as wholes."""
    if before == after:
        return (Part("equal", before),) if before else ()
    if len(before) > LONGEST_COMPARED or len(after) > LONGEST_COMPARED:
        return tuple(part for part in (Part("delete", before), Part("insert", after)) if part.text)
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    deleted, inserted, parts = "", "", []
    for run in Indel.opcodes(old, new):  # difflib's time grows by the third power of a text
        taken, put = "".join(old[run.src_start : run.src_end]), "".join(new[run.dest_start : run.dest_end])
        if run.tag == "equal" and (taken.strip() or not (deleted or inserted)):
            parts += [Part("delete", deleted), Part("insert", inserted), Part("equal", taken)]
            deleted = inserted = ""
        else:  # a space between two changes belongs to them: one mark is easier to read than two
            deleted, inserted = deleted + taken, inserted + put
    parts += [Part("delete", deleted), Part("insert", inserted)]
    return tuple(part for part in parts if part.text)


VOCABULARIES: Final[Mapping[str, Mapping[str, str]]] = {
    "sectors": vocabulary.SECTOR,
    "audience": vocabulary.AUDIENCE,
    "referral": vocabulary.REFERRAL,
    "delivery": vocabulary.DELIVERY,
    "tier": vocabulary.TIER,
    "reach": vocabulary.REACH,
    "setting_type": vocabulary.SETTING_TYPE,
    "kind": vocabulary.ORGANISATION_KIND,
    "hide_address": dict(HideAddress.choices),
}
_OWN_LABELS: Final = {
    "sectors": "Part of the Local Offer",
    "tier": "Kind of help",
    "audience": "Who it is aimed at",
    "eligibility": "Who can use it",
    "referral": "How families get in",
    "how_to_access": "What a family does first",
    "delivery": "How it is given",
    "reach": "How far it reaches",
    "outcomes": "What it helps with",
    "topics": "Topics",
    "needs": "Needs",
    "costs": "Prices",
    "contacts": "Contacts",
    "areas": "Only for families living in",
    "files": "Photos and documents",
    "logo_id": "Logo",
    "age_min": "Youngest age",
    "age_max": "Oldest age",
    "if_unhappy": "What to do if unhappy",
}
_SERVICE_FIELDS: Final = tuple(name for name in ServiceData.__dataclass_fields__ if name != "external_id")
_ORGANISATION_FIELDS: Final = tuple(OrganisationData.__dataclass_fields__)


def _describe(listing: Listing) -> Described:
    if isinstance(listing, Organisation):
        values: Any = OrganisationData.from_organisation(listing)
        return {
            name: (label_of(Organisation, name), words_of(name, getattr(values, name))) for name in _ORGANISATION_FIELDS
        }
    data = ServiceData.from_service(listing)
    plain = [name for name in _SERVICE_FIELDS if name not in {"places", "answers"}]
    described = {name: (label_of(Service, name), words_of(name, getattr(data, name))) for name in plain}
    for position, place in enumerate(data.places, start=1):
        described[f"places.{place.uuid}"] = (f"Place {position}", place_words(place))
    for code, answer in data.answers:
        described[f"answers.{code}"] = (QUESTIONS[code].label if code in QUESTIONS else code, answer)
    return described


def words_of(name: str, value: Any) -> str:
    """A field's value as officers and providers read it; empty for none."""
    if name in _CHILD_WORDS:
        return _CHILD_WORDS[name](value)
    if name in {"needs", "topics"}:
        return labels(value, term_labels("need" if name == "needs" else "topic"))
    if name in VOCABULARIES:
        return labels([value] if isinstance(value, str) and value else value, VOCABULARIES[name])
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return f"{value:%-d %B %Y}" if hasattr(value, "year") else str(value)


def place_words(place: PlaceData) -> str:
    """A place with its opening hours, in lines."""
    address = ", ".join(filter(None, [place.address, place.postcode]))
    pin = f"Put on the map at {place.pin[0]:.5f}, {place.pin[1]:.5f}" if place.pin else ""
    hidden = _HIDDEN[place.hide_address]
    lines = [address, pin, hidden, labels(place.accessibility, vocabulary.ACCESSIBILITY), *hours_words(place.schedules)]
    return "\n".join(filter(None, lines))


_HIDDEN: Final[Mapping[HideAddress, str]] = {
    HideAddress.NO: "",
    HideAddress.EXACT: "Exact address hidden from families",
    HideAddress.ALL: "Families see no place at all",
}


def _lines(values: Sequence[Any], names: Sequence[str]) -> str:
    return "\n".join(", ".join(filter(None, (getattr(value, name) for name in names))) for value in values)


def _file_words(file: FileData) -> str:
    """With the file's number: another file under the same title is a change."""
    return f"{ServiceFile.Kind(file.kind).label}: {file.title} (file {file.file_id})"


_CHILD_WORDS: Final[Mapping[str, Callable[[Any], str]]] = {
    "costs": cost_words,
    "contacts": lambda values: _lines(values, ("name", "phone", "email")),
    "areas": area_lines,
    "files": lambda values: "\n".join(map(_file_words, values)),
    "logo_id": lambda key: f"Picture (file {key})" if key else "",
}


def label_of(model: type[Model], name: str) -> str:
    """What people call a field."""
    if name in _OWN_LABELS:
        return _OWN_LABELS[name]
    words = str(getattr(model._meta.get_field(name), "verbose_name", name))
    return words[:1].upper() + words[1:]
