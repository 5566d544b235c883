"""Boxes on the admin's home page."""

from collections.abc import Mapping
from typing import Any

from django.forms import Media
from wagtail.admin.ui.components import Component


class CountPanel(Component):  # type: ignore[misc]
    """How many of something wait. The template gets `count`."""

    def __init__(self, name: str, *, template: str, order: int, count: int) -> None:
        self.name, self.template_name, self.order = name, template, order
        self._count = count

    @property
    def media(self) -> Media:
        """The desk's stylesheet."""
        return Media(css={"all": ["desk/desk.css"]})

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The number."""
        return {"count": self._count}
