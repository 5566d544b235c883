"""What the map of results needs to know."""

from typing import NamedTuple

from django import template
from django.conf import settings
from django.urls import reverse

from search.parameters import SERVICE, Parameters

register = template.Library()


class MapSetup(NamedTuple):
    """Where the map's script finds what it draws. Without `tiles` it draws the outline alone."""

    points: str
    outline: str
    tiles: str
    attribution: str


@register.simple_tag
def map_setup(parameters: Parameters) -> MapSetup | None:
    """The addresses for a search's map; None for pages of advice, which are nowhere."""
    if parameters.kind != SERVICE:
        return None
    query = parameters.without("page", "view", "per_page").query_string()
    return MapSetup(
        points=f"{reverse('api-search-points')}?{query}",
        outline=reverse("search-outline"),
        tiles=settings.MAP_TILE_URL,
        attribution=settings.MAP_ATTRIBUTION,
    )
