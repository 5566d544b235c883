"""What was read of the texts that families can find: written by `search.reading.services` alone."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class WordCount(models.Model):
    """How many documents have a word, by its stem. The empty one says how many documents there are."""

    stem = models.TextField(primary_key=True, db_collation="C")
    documents = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.stem}: {self.documents}"


class Reading(models.Model):
    """What a document's text was read as: what it means, and the needs and topics that its own words speak of.

    `digest` is of the text and of what read it: while both stay the same, nothing is read again. `version` grows with
    each reading, so that whoever knows some asks for the later ones alone. `said` has the words that speak of each code
    that officers may file the listing under (`need:autism`, `topic:leisure`, `age:5-11`).
    """

    key = models.CharField(max_length=80, unique=True, db_collation="C")
    digest = models.CharField(max_length=64)
    version = models.BigIntegerField(db_index=True)
    model = models.CharField(max_length=60, blank=True)
    vector = models.BinaryField(null=True)
    codes = ArrayField(models.TextField(), default=list)
    said = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))

    def __str__(self) -> str:
        return self.key


class Town(models.Model):
    """A town or village that several listings' addresses name, at the middle of their places. `key` is its name as
    `search.places.text.key_of` writes it."""

    key = models.TextField(primary_key=True, db_collation="C")
    name = models.TextField()
    latitude = models.FloatField()
    longitude = models.FloatField()

    def __str__(self) -> str:
        return self.name
