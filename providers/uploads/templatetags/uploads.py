"""Addresses of the room that a page is in, and what a change of one column reads like."""

from typing import Any

from django import template

from providers.uploads.mapping import LABELS
from providers.uploads.sites import Room

register = template.Library()


@register.simple_tag
def address(room: Room, name: str, *arguments: Any) -> str:
    """One of the room's addresses."""
    return room.address(name, *arguments)


@register.filter
def column_label(column: str) -> str:
    """What people call a column."""
    return str(LABELS.get(column, column))
