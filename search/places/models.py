"""Postcodes and named places (shared schema)."""

from django.db import models

from tenants.councils.models import Council


class Postcode(models.Model):
    """One full postcode, written `MK9 3EJ`. Codes are GSS codes as the file gave them; empty when it gave none."""

    postcode = models.CharField(max_length=8, primary_key=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    district = models.CharField(max_length=9, blank=True)
    county = models.CharField(max_length=9, blank=True)
    ward = models.CharField(max_length=9, blank=True)
    quality = models.PositiveSmallIntegerField(null=True, blank=True)
    """How well the point is placed, in the source's own scale (Code-Point Open: 10 is best)."""
    source = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.postcode


class PostcodeArea(models.Model):
    """The centre of a sector (`MK9 3`) or an outcode (`MK9`), and the district most of its postcodes lie in."""

    code = models.CharField(max_length=6, primary_key=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    district = models.CharField(max_length=9, blank=True)
    number = models.PositiveIntegerField()
    """How many postcodes the centre is the mean of."""

    def __str__(self) -> str:
        return self.code


class Ward(models.Model):
    """A ward's name, district and centre, from the postcode files that name wards."""

    code = models.CharField(max_length=9, primary_key=True)
    name = models.CharField(max_length=120)
    district = models.CharField(max_length=9, db_index=True)
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class NamedPlace(models.Model):
    """A town, village or ward that a family may name. `key` is its name in small letters without punctuation."""

    key = models.CharField(max_length=120)
    name = models.CharField(max_length=120)
    district = models.CharField(max_length=9)
    ward = models.CharField(max_length=9, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "district"], name="named_place_unique")]

    def __str__(self) -> str:
        return self.name


class Boundary(models.Model):
    """The border of a council's area, district or ward as a file gave it: rings of (longitude, latitude)."""

    code = models.CharField(max_length=9, primary_key=True)
    name = models.CharField(max_length=120, blank=True)
    district = models.CharField(max_length=9, blank=True, db_index=True)
    """The district it lies in: of a ward the one that most likely has it, else its own code."""
    rings = models.JSONField()
    source = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.name or self.code


class CouncilOutline(models.Model):
    """What maps draw around a council's area. Worked out anew whenever its boundaries or postcodes are loaded."""

    class Made(models.TextChoices):
        """What it was worked out from."""

        BOUNDARY = "boundary"
        WARDS = "wards"
        POSTCODES = "postcodes"

    council = models.OneToOneField(Council, on_delete=models.CASCADE, primary_key=True, related_name="+")
    rings = models.JSONField()
    made_from = models.CharField(max_length=20, choices=Made.choices)
    source = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.council}, from {self.made_from}"
