"""A row of the table of all establishments as cells of our columns, with what the importer of schools writes of it."""

from collections.abc import Mapping

from providers.imports.listing_csv.columns import Cells
from providers.imports.school_tables.gias import school_from
from providers.imports.school_tables.rows import listing_of


def school_cells(row: Mapping[str, str]) -> Cells:
    """Its cells without address, ages and reference, which the mapping has."""
    made = listing_of(school_from(row))
    kept = {column: text for column, text in made.items() if column not in ("external_id", "address", "postcode")}
    approved = row.get("Section41Approved (name)", "").strip().casefold() == "approved"
    if approved and kept["setting_type"] == "independent-special":
        kept["section_41"] = "yes"
    return kept
