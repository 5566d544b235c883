"""Addresses of the site that a page is on, and names of columns."""

from typing import Any

from django import template

from providers.imports.foreign.fields import LABELS
from providers.uploads.sites import UploadSite

register = template.Library()


@register.simple_tag
def address(site: UploadSite, name: str, *arguments: Any) -> str:
    """The path of one of the site's pages."""
    return site.address(name, *arguments)


@register.filter
def column_label(column: str) -> str:
    """The name of a column for people."""
    return str(LABELS.get(column, column))
