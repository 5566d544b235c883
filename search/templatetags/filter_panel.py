"""The panel that narrows results: what it asks for, and its groups of choices, which are Jinja's for their number."""

from collections.abc import Iterable
from typing import Final

from django import template
from django.utils.safestring import SafeString

from search.findings import Facet, Findings
from search.parameters import SERVICE
from search.taxonomy.models import Vocabulary
from search.templatetags.jinja_parts import rendered

register = template.Library()

ALWAYS: Final = ("q", "postcode")
"""What the search box asks for."""
OF_SERVICES: Final = ("radius", "age")


@register.simple_tag
def filter_groups(findings: Findings) -> SafeString:
    """The choices to narrow by: the first groups and those with a choice stand open, the rest folded."""
    return rendered("search/filter_groups.html", {"facets": _offered(findings)})


@register.simple_tag
def asked_beside(findings: Findings) -> tuple[str, ...]:
    """The parameters that a page of results has fields for, so that its form carries on the others alone."""
    of_services = OF_SERVICES if findings.kind == SERVICE else ()
    return (*ALWAYS, *of_services, *(facet.name for facet in _offered(findings)))


@register.simple_tag
def asked_again(wrong: Iterable[str]) -> tuple[str, ...]:
    """The parameters that aren't carried on from a search that couldn't be read: those with fields, and the wrong."""
    return (*ALWAYS, *wrong)


def _offered(findings: Findings) -> tuple[Facet, ...]:
    """The facets for what is shown: pages of advice have needs and topics alone."""
    if findings.kind == SERVICE:
        return findings.facets
    return tuple(facet for facet in findings.facets if facet.name in Vocabulary.values)
