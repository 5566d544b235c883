"""Markup written by Python, where a page has so much of it that the template language is too slow."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Final

from django.templatetags.static import static
from django.utils.safestring import SafeString

_ICON: Final = (
    """<svg class="lo-icon" aria-hidden="true" focusable="false"><use href="{drawings}#{name}"></use></svg>"""
)


def fill(markup: str, **values: str | int) -> SafeString:
    """Our markup with values in it, escaped unless they are markup. Django's `format_html` also asks of each whether it
    is a translation or an object that renders itself, which costs a page two milliseconds."""
    safe = {name: value if type(value) is SafeString else escape(str(value)) for name, value in values.items()}
    return SafeString(markup.format(**safe))


def joined(parts: Iterable[SafeString]) -> SafeString:
    """Pieces of markup one after the other."""
    return SafeString("".join(parts))


@lru_cache(maxsize=16)
def icon(name: str) -> SafeString:
    """As `components/icon.html`. The address of the drawings stays what it is while a process lives."""
    return fill(_ICON, drawings=static("localoffer/icons.svg"), name=name)
