"""Help in danger on pages that answer a search without results: busy, too many, or a search that can't be read."""

from django import template
from django.template import Context

from search.results.urgent_help import UrgentHelp, urgent_help

register = template.Library()


@register.simple_tag(takes_context=True)
def urgent_ways(context: Context) -> UrgentHelp | None:
    """The help for the words that were searched, or None. In: request, council."""
    return urgent_help(context["request"].GET.get("q", ""), context.get("council"))
