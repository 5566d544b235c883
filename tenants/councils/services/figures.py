"""Figures of each council that its own work measures, in one shared table: the metrics open no council's schema."""

from tenants.councils.models import Figure
from tenants.councils.scope import current_council


def set_figures(**values: float) -> None:
    """Set figures of the open council, by name, in one statement."""
    council = current_council().pk
    Figure.objects.bulk_create(
        [Figure(council_id=council, name=name, value=values[name]) for name in sorted(values)],
        update_conflicts=True,
        unique_fields=["council", "name"],
        update_fields=["value"],
    )
