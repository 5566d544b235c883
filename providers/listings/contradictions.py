"""What a listing can't say at once: answers that are each right by themselves and untrue together."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, Protocol

from tenants.text.errors import BadText
from tenants.text.money import begins_with_price, read_price

AGES_CROSSED: Final = "The oldest age must be the same as the youngest age or above it"
FREE_WITH_PRICE: Final = "It can't be free and have a price. Say that it is not free, or take out the price"
COST_WITHOUT_PRICE: Final = "It can't have a cost when every price is nothing. Say that it is free, or change the price"


class Price(Protocol):
    """One price of a service: a sum, words, or both."""

    @property
    def amount(self) -> Decimal | None:
        """The pounds."""
        ...

    @property
    def amount_description(self) -> str:
        """The words."""
        ...


def contradictions(
    *, age_min: int | None, age_max: int | None, free: bool | None, costs: Iterable[Price]
) -> dict[str, str]:
    """A sentence for each contradiction, by the field to change."""
    found = {}
    prices = list(costs)
    if age_min is not None and age_max is not None and age_min > age_max:
        found["age_max"] = AGES_CROSSED
    if free and any(map(_is_sum, prices)):
        found["free"] = FREE_WITH_PRICE
    if free is False and prices and all(map(_is_nothing, prices)):
        found["free"] = COST_WITHOUT_PRICE
    return found


def free_as_shown(free: bool | None, costs: Iterable[Price]) -> bool | None:
    """Whether families are told that it is free: never beside a price."""
    return None if free and any(map(_is_sum, costs)) else free


def _is_sum(price: Price) -> bool:
    """Whether somebody pays something, by its sum or by how its words begin."""
    if price.amount is not None:
        return price.amount > 0
    return begins_with_price(price.amount_description)


def _is_nothing(price: Price) -> bool:
    if price.amount is not None:
        return not price.amount and not price.amount_description
    try:
        return read_price(price.amount_description) == 0
    except BadText:
        return False
