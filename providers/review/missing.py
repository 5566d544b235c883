"""What a proposed version doesn't say and may be asked for: fields of the comparison that neither side has."""

from collections.abc import Collection
from datetime import date

from providers.listings.data import ServiceData
from providers.listings.essentials import Gap, missing_in
from providers.listings.models import Service
from providers.listings.permissions import Listing
from providers.review.comparison.diff import FieldChange


def missing_of(proposed: Listing, today: date) -> tuple[Gap, ...]:
    """What is missing in a service, the most needed first; nothing of an organisation."""
    return missing_in(ServiceData.from_service(proposed), today) if isinstance(proposed, Service) else ()


def label_of_gap(gap: Gap) -> str:
    """What the field is called in what is asked."""
    return gap.what[:1].upper() + gap.what[1:]


def asked_fields(gaps: Collection[Gap], compared: Collection[FieldChange]) -> list[FieldChange]:
    """Empty fields to ask for, but for those that are compared anyway."""
    names = {field.name for field in compared}
    return [FieldChange(gap.field, label_of_gap(gap), "", "", ()) for gap in gaps if gap.field not in names]
