"""The two councils of the judged collection: their listings in the table, in Elasticsearch and for the rivals."""

import tempfile
from pathlib import Path
from typing import Final

from django.db import connection

from infra.benchmarks.relevance.collection import (
    COUNCILS,
    JudgedCouncil,
    Listing,
    judged_councils,
    listing_files,
    listings,
)
from infra.benchmarks.relevance.rivals.models import RivalListing
from infra.local.errors import LocalError
from infra.local.supervisor import say
from providers.imports.services.files import import_listings
from providers.listings.models import Service
from providers.listings.services.search_rows import refresh_every_search_row
from search.index.services.rebuild import rebuild_index
from search.places.models import Postcode
from search.places.services.postcodes import load_package_postcodes
from search.reading.services import read_documents
from search.taxonomy.models import Vocabulary
from search.taxonomy.selectors import term_labels
from tenants.councils.models import Council
from tenants.councils.scope import council_scope
from tenants.councils.services.councils import create_council
from tenants.councils.services.migration import migrate_all

MOST_REJECTED: Final = 0.01
"""Real lists have a postcode or two that is none; a council would mend the row, here it stays away."""


def prepare() -> dict[str, dict[str, Listing]]:
    """Make what isn't there yet and give each council's listings, by slug and external id.

    The documents are always made anew, since that is what changes between two runs on a kept database.
    """
    _make_tables()
    with tempfile.TemporaryDirectory(prefix="relevance-") as folder:
        return {council.slug: _fill(council, Path(folder)) for council in judged_councils()}


def external_ids() -> dict[str, str]:
    """The external ids of the open council's listings, by uuid."""
    return {str(uuid): key for uuid, key in Service.objects.values_list("uuid", "external_id")}


def _make_tables() -> None:
    say("Making the tables as the migrations say")
    migrate_all(progress=lambda _: None)
    if not Postcode.objects.exists():
        say("Loading postcodes")
        load_package_postcodes({council.gss_code for council in COUNCILS})


def _fill(council: JudgedCouncil, folder: Path) -> dict[str, Listing]:
    files = listing_files(council, folder)
    found = listings(files)
    if not Council.objects.filter(slug=council.slug).exists():
        domain = f"{council.slug}.localhost"
        create_council(slug=council.slug, name=council.name, domain=domain, gss_codes=[council.gss_code])
    with council_scope(council.slug):
        _import([path for path in files if not _is_there(path)])
        if RivalListing._meta.db_table not in connection.introspection.table_names():
            _make_rivals(found)
        refresh_every_search_row()
        rebuild_index()
        read_documents()
    return found


def _is_there(path: Path) -> bool:
    """Whether a file was imported by a run that was broken off later: an import is one transaction."""
    return Service.objects.filter(external_id__in=listings([path])).exists()


def _import(files: list[Path]) -> None:
    for path in files:
        say(f"Importing {path.name}")
        report = import_listings(path=path, publish=True, dry_run=False)
        if len(report.rejected) > report.rows * MOST_REJECTED:
            raise LocalError(f"{path.name}: {report.rejected[0]}")


def _make_rivals(found: dict[str, Listing]) -> None:
    labels = {**term_labels(Vocabulary.NEED), **term_labels(Vocabulary.TOPIC)}
    with connection.schema_editor() as editor:
        editor.create_model(RivalListing)
    RivalListing.objects.bulk_create(
        RivalListing(
            key=listing.key,
            name=listing.name,
            summary=listing.summary,
            description=listing.description,
            organisation=listing.organisation,
            labels=", ".join(labels[code] for code in sorted(listing.needs | listing.topics)),
        )
        for listing in found.values()
    )
