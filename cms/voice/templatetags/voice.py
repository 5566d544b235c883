"""What the pages of comments need beside Django's own tags."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def act_form(forms: Mapping[str, Any], code: str) -> Any:
    """The form of the act with this code."""
    return forms.get(code)
