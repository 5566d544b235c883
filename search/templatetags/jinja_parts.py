"""Parts of Django's pages that Jinja renders (decision 0015)."""

from collections.abc import Mapping

from django.template.loader import render_to_string
from django.utils.safestring import SafeString


def rendered(template: str, values: Mapping[str, object]) -> SafeString:
    """A Jinja template with values in it: markup, as Jinja has escaped them."""
    return SafeString(render_to_string(template, values, using="jinja2"))
