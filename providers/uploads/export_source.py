"""All that is in the council's listings as a file, in the columns that an upload reads."""

from collections.abc import Iterator, Sequence

from providers.imports.listing_csv.columns import COLUMNS
from providers.imports.services.files import listing_keys, listing_rows
from providers.listings.models import Service
from tenants.accounts.roles import is_officer
from tenants.exports.sources import Row, Source, register_source


def register_listings() -> None:
    """Let officers have them as a file."""
    register_source(
        Source(
            name="listings",
            title="All that is in the listings",
            header=COLUMNS,
            may=is_officer,
            keys=lambda query: listing_keys(Service.objects.all()),
            rows=_rows,
        )
    )


def _rows(keys: Sequence[str]) -> Iterator[Row]:
    for row in listing_rows(keys):
        yield [row.get(column, "") for column in COLUMNS]
