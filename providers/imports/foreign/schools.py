"""A row of the table of all establishments as cells of our columns, with what the importer of schools writes of it."""

from collections.abc import Mapping
from typing import Final

from providers.imports.listing_csv.columns import Cells
from providers.imports.school_tables.gias import school_from
from providers.imports.school_tables.rows import COLUMNS, listing_of

_OF_THE_MAPPING: Final = frozenset({"external_id", "name", "address", "postcode", "age_min", "age_max"})
SCHOOL_COLUMNS: Final = frozenset({*COLUMNS, "section_41"} - _OF_THE_MAPPING)
"""What the importer of schools writes beside what the mapping has."""


def school_cells(row: Mapping[str, str]) -> Cells:
    """Its cells without address, ages and reference, which the mapping has."""
    made = listing_of(school_from(row))
    kept = {column: text for column, text in made.items() if column not in ("external_id", "address", "postcode")}
    approved = row.get("Section41Approved (name)", "").strip().casefold() == "approved"
    if approved and kept["setting_type"] == "independent-special":
        kept["section_41"] = "yes"
    return kept
