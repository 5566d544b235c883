"""Jinja renders what a page of results has a hundred of: Django's own template language takes several times as long.

Its templates lie in `jinja2/` folders beside `templates/`, and use the same filters (decision 0015).
"""

from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from jinja2 import Environment

from search.templatetags import listing_words
from search.templatetags.saved_links import address_with


def environment(**options: Any) -> Environment:
    """The environment of every Jinja template: escaping as Django has set it, our words as filters, and icons."""
    made = Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701 (Django passes autoescape=True)
    made.filters.update(listing_words.register.filters)
    made.globals.update(
        icon=icon, address_with=address_with, area_limit=listing_words.area_limit, facts=listing_words.facts
    )
    return made


@lru_cache(maxsize=32)
def icon(name: str) -> SafeString:
    """The component of that name's drawing. Its address stays what it is while a process lives."""
    return render_to_string("components/icon.html", {"name": name})
