"""What there is for families: published services by need."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from search.index.selectors.names import names_of
from search.index.selectors.supply import services_by_need
from search.vocabulary import ALL_SEND

NEAR_MILES: Final = 5
"""A service within so many miles of an area's middle is near it."""


@dataclass(frozen=True, slots=True)
class Supply:
    """Services for a need: those to go to, and those that any family of the area can use wherever they live."""

    to_go_to: int = 0
    everywhere: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.to_go_to + self.everywhere


def supply_by_need() -> dict[str, Supply]:
    """Services that are open now and say that they are for a need (or for one broader or narrower).

    Those for any need at all are under `all-send` alone.
    """
    return {need: Supply(to_go_to, everywhere) for need, to_go_to, everywhere in services_by_need()}


def for_any_need(supply: Mapping[str, Supply]) -> int:
    """How many services are for any need at all."""
    return supply.get(ALL_SEND, Supply()).total


def service_names(services: Collection[UUID]) -> dict[UUID, str]:
    """What services that families can find now are called."""
    names = names_of(f"service:{service}" for service in services)
    return {UUID(key.partition(":")[2]): name for key, name in names.items()}
