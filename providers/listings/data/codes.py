"""Codes of the vocabulary as listings keep them."""

from collections.abc import Iterable, Mapping

Codes = tuple[str, ...]


def in_order(codes: Iterable[str], words: Mapping[str, str]) -> Codes:
    """Each code once, in the vocabulary's order; those it doesn't know come last."""
    order = {code: position for position, code in enumerate(words)}
    return tuple(sorted(set(codes), key=lambda code: (order.get(code, len(order)), code)))
