"""A listing as a site built with Wagtail would index it, with sensible boosts."""

from django.db import models
from wagtail.search import index


class RivalListing(index.Indexed, models.Model):  # type: ignore[misc]
    """The texts that our own engines search, under the same names."""

    key = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    description = models.TextField(blank=True)
    organisation = models.CharField(max_length=255, blank=True)
    labels = models.TextField(blank=True)

    search_fields = [
        index.SearchField("name", boost=3),
        index.SearchField("summary", boost=2),
        index.SearchField("description"),
        index.SearchField("organisation"),
        index.SearchField("labels"),
        index.FilterField("key"),
    ]

    def __str__(self) -> str:
        return self.name
