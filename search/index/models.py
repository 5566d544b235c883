"""The table that is the truth of what families can find. Written by `search.index.services.documents` alone."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class SearchRow(models.Model):
    """One document, or the tombstone of one that was taken away.

    `version` comes from one sequence for all councils and only grows; `indexed_version` is the last one that
    Elasticsearch is known to have. A row that is being followed is `claimed_until` a time.
    """

    key = models.CharField(max_length=80, unique=True, db_collation="C")
    kind = models.CharField(max_length=20)
    version = models.BigIntegerField()
    indexed_version = models.BigIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    deleted = models.BooleanField(default=False)
    body = models.JSONField(default=dict)

    words = SearchVectorField()
    name_key = models.TextField(default="", db_collation="C")
    facets = ArrayField(models.TextField(), default=list)
    needs = ArrayField(models.TextField(), default=list)
    age_from = models.IntegerField(default=0)
    age_to = models.IntegerField(default=0)
    ages_said = models.BooleanField(default=False)
    travels = models.BooleanField(default=False)
    stale = models.BooleanField(default=False)
    closed = models.BooleanField(default=False)
    out_of_area = models.BooleanField(default=False)
    completeness = models.SmallIntegerField(default=0)
    updated = models.DateField(null=True)

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="searchrow_words"),
            GinIndex(fields=["facets"], name="searchrow_facets"),
            GinIndex(fields=["needs"], name="searchrow_needs"),
            GinIndex(OpClass("name_key", name="gin_trgm_ops"), name="searchrow_name"),
            models.Index(
                fields=["version"],
                name="searchrow_to_follow",
                condition=models.Q(version__gt=models.F("indexed_version")),
            ),
        ]

    def __str__(self) -> str:
        return self.key


class SearchPlace(models.Model):
    """Where a document's service is given: a place's point, or the centre of the area around a hidden one."""

    row = models.ForeignKey(SearchRow, on_delete=models.CASCADE, related_name="places")
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        indexes = [models.Index(fields=["latitude", "longitude"], name="searchplace_point")]

    def __str__(self) -> str:
        return f"{self.latitude}, {self.longitude}"
