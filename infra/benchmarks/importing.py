"""What it costs to import listings from a file: many at a time, beside one by one as the portal writes them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median
from time import process_time
from typing import Final

from django.db import transaction

from infra.benchmarks.listings import documents
from infra.benchmarks.table import Target, compared
from infra.benchmarks.world import World
from providers.imports.incoming import IncomingListing, Source, SourceKind
from providers.imports.listing_csv.columns import COLUMNS
from providers.imports.listing_csv.groups import group_rows
from providers.imports.listing_csv.reader import ListingReader
from providers.imports.listing_csv.tables import row_of
from providers.imports.pipeline.outcomes import Plan, Rules
from providers.imports.selectors import known_words
from providers.imports.services.batches import Importer, batches
from providers.listings.data import OrganisationData
from providers.listings.models import Organisation
from providers.listings.services.listings import create_organisation, create_service
from providers.review.services.submissions import publish_directly
from search.documents import SearchDocument
from search.taxonomy.models import Vocabulary
from search.taxonomy.selectors import term_labels
from tenants.councils.scope import council_scope

LISTINGS: Final = 300
TARGET: Final = Target(limit=5, at_least=True)

Import = Callable[[Sequence[IncomingListing]], None]


def measure(world: World) -> list[tuple[str, ...]]:
    """Publish the same new listings both ways in turns, each time taken back; the processor time of this process."""
    town = world.town("bench-importing")
    with council_scope(town.council):
        labels = {**term_labels(Vocabulary.NEED), **term_labels(Vocabulary.TOPIC)}
        made = documents(LISTINGS, spots=town.spots, labels=labels)
        groups, _ = group_rows(
            row_of(number, _cells_of(document, number), list(COLUMNS)) for number, document in enumerate(made, start=2)
        )
        reader = ListingReader(COLUMNS, known_words(), Source(SourceKind.FILE, "synthetic"))
        listings = [reader.read(group) for group in groups]
        spent: dict[Import, list[float]] = {_at_once: [], _one_by_one: []}
        for _ in range(world.rounds(3)):
            for way, seconds in spent.items():
                seconds.append(_time(way, listings))
    at_once, one_by_one = (median(seconds) / LISTINGS * 1000 for seconds in spent.values())
    return [
        compared(
            f"import of {LISTINGS} new published listings, processor time each",
            f"{at_once:.1f} ms",
            f"one by one {one_by_one:.1f} ms",
            one_by_one / at_once,
            TARGET,
        )
    ]


def _time(way: Import, listings: Sequence[IncomingListing]) -> float:
    with transaction.atomic():
        began = process_time()
        way(listings)
        seconds = process_time() - began
        transaction.set_rollback(True)
    return seconds


def _at_once(listings: Sequence[IncomingListing]) -> None:
    importer = Importer(Rules(publish=True))
    for batch in batches(listings):
        importer.save(batch)


def _one_by_one(listings: Sequence[IncomingListing]) -> None:
    made: dict[tuple[str, str], Organisation] = {}
    for result in Importer(Rules(publish=True)).preview(listings):
        if result.plan:
            _write(result.plan, made)


def _write(plan: Plan, made: dict[tuple[str, str], Organisation]) -> None:
    key = (plan.organisation.name, plan.organisation.kind)
    if key not in made:
        made[key] = create_organisation(user=None, data=OrganisationData(name=key[0], kind=key[1]))
    data = replace(plan.content.data, external_id=plan.incoming.external_id)
    service = create_service(user=None, organisation=made[key], data=data)
    publish_directly(listing=service, revision=service.latest_revision)


def _cells_of(document: SearchDocument, number: int) -> list[str]:
    """A synthetic listing as a row of the file, with its first place."""
    place = document.places[0].label.rpartition(", ") if document.places else ("", "", "")
    cells = {
        "external_id": f"synthetic-{number}",
        "name": document.name,
        "summary": document.summary,
        "description": document.description,
        "organisation": document.organisation,
        "organisation_kind": document.organisation_kind,
        "sector": ";".join(document.sectors),
        "topic": ";".join(document.topics),
        "tier": document.tier,
        "needs": ";".join(document.needs),
        "audience": ";".join(document.audience),
        "age_min": "" if document.age_min is None else str(document.age_min),
        "age_max": "" if document.age_max is None else str(document.age_max),
        "address": place[0],
        "postcode": place[2],
        "reach": document.reach,
        "delivery": ";".join(document.delivery),
        "cost": document.cost,
        "how_to_access": document.how_to_access,
        "opening_hours": "; ".join(f"{day} 09:00-17:00" for day in document.open_days),
        "accessibility": ";".join(document.accessibility),
        "phone": document.phone,
    }
    return [cells.get(column, "") for column in COLUMNS]
