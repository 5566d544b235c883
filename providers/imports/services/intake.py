"""Takes in the listings of a table: with what it says of them besides their values, and found again without a
reference."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from django.db.models import Q
from django.db.models.functions import Lower

from providers.imports.foreign.convert import MADE
from providers.imports.incoming import Source
from providers.imports.listing_csv.cells import Known
from providers.imports.listing_csv.groups import Group, group_rows
from providers.imports.listing_csv.reader import ListingReader
from providers.imports.listing_csv.tables import Table
from providers.imports.pipeline.lookups import key_of
from providers.imports.pipeline.outcomes import Result, Rules
from providers.imports.report import Outcome, Remark
from providers.imports.services.batches import Importer
from providers.listings.models import Organisation, Service
from search.places.postcodes import POSTCODE
from tenants.text.errors import BadText

HELD: Final = "The file keeps it from families, so it is a draft:"
_LIVE: Final = "It is live here. Hide it on its page if families should not see it."
_MATCHED: Final = "It has no reference, so it was matched by its name and postcode with the listing that is here."
_BATCH: Final = 500


class Intake:
    """The listings of one table from `source`, and how they are written by `rules`."""

    def __init__(self, table: Table, source: Source, known: Known, rules: Rules) -> None:
        groups, self.rejected = group_rows(table.rows)
        self.groups = _matched(groups, rules.organisation)
        self._reader = ListingReader(table.columns, known, source)
        self._importer = Importer(rules)
        self._drafts = Importer(replace(rules, publish=False)) if rules.publish else self._importer

    def preview(self, groups: Sequence[Group]) -> list[Result]:
        """What would become of a batch, in its order. Nothing is written."""
        return self._each(groups, save=False)

    def save(self, groups: Sequence[Group]) -> list[Result]:
        """Write a batch; gives what became of each, in its order. What the file keeps from families stays a draft."""
        return self._each(groups, save=True)

    def _each(self, groups: Sequence[Group], *, save: bool) -> list[Result]:
        listings = [self._reader.read(group) for group in groups]
        held = {group.key for group in groups if group.rows[0].withheld}
        free = [each for each in listings if each.external_id not in held]
        kept = [each for each in listings if each.external_id in held]
        results = {
            result.incoming.external_id: result
            for importer, some in ((self._importer, free), (self._drafts, kept))
            if some
            for result in (importer.save(some) if save else importer.preview(some))
        }
        found = [results[each.external_id] for each in listings]
        for group, result in zip(groups, found, strict=True):
            _add_notes(group, result)
        return found


def withheld(group: Group) -> bool:
    """Whether the file wants to keep a listing from families."""
    return bool(group.rows[0].withheld)


def _add_notes(group: Group, result: Result) -> None:
    """What was known of a listing before it was read goes before what the reading says."""
    if result.outcome is Outcome.REJECTED:
        return
    first = group.rows[0]
    notes = [Remark(first.number, column, words) for column, words in first.notes]
    if first.withheld:
        live = result.before is not None and result.before.live
        notes.insert(0, Remark(first.number, "", f"{HELD} {first.withheld}{f' {_LIVE}' if live else ''}"))
    result.notes[:0] = notes


def _matched(groups: Iterable[Group], owner: Organisation | None) -> list[Group]:
    """Listings that have no reference of their own, under that of the only one here of their name and postcode."""
    found = list(groups)
    nameless = [group for group in found if group.key.startswith(MADE)]
    there = _services_named({_name_of(group) for group in nameless}, owner) if nameless else {}
    taken = {group.key for group in found}
    for index, group in enumerate(found):
        if not group.key.startswith(MADE):
            continue
        postcode = _postcode(group.rows[0].cells.get("postcode", ""))
        like = [key for key, codes in there.get(_name_of(group), ()) if not postcode or not codes or postcode in codes]
        if len(like) == 1 and like[0] not in taken:
            taken.add(like[0])
            first = group.rows[0]
            rows = [replace(first, notes=(*first.notes, ("external_id", _MATCHED))), *group.rows[1:]]
            found[index] = Group(like[0], rows)
    return found


def _services_named(names: set[str], owner: Organisation | None) -> dict[str, list[tuple[str, set[str]]]]:
    """The keys and postcodes of the services of these names in small letters, by name."""
    found: dict[str, list[tuple[str, set[str]]]] = {}
    wanted = sorted(names)
    for start in range(0, len(wanted), _BATCH):
        services = Service.objects.annotate(lower_name=Lower("name")).filter(
            Q(organisation=owner) if owner else Q(), lower_name__in=wanted[start : start + _BATCH]
        )
        for service in services.prefetch_related("service_at_locations"):
            if service.external_id and service.external_id.startswith(MADE):
                continue
            codes = {_postcode(place.postcode) for place in service.service_at_locations.all()} - {""}
            found.setdefault(service.name.lower(), []).append((key_of(service), codes))
    return found


def _name_of(group: Group) -> str:
    return " ".join(group.rows[0].cells.get("name", "").split()).lower()


def _postcode(text: str) -> str:
    try:
        return str(POSTCODE.value_of(text))
    except BadText:
        return ""
