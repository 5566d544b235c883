"""What belongs to a service's revision. Each child has a uuid that stays when publishing gives it a new key."""

import uuid
from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from providers.listings.models.fields import codes, only_code, only_codes
from providers.listings.models.files import StoredFile
from providers.listings.models.keys import phone_key_of
from providers.listings.models.service import Service
from search import vocabulary


class HideAddress(models.TextChoices):
    """How much of where a place is families are not told."""

    NO = "no", "Show the address"
    EXACT = "yes", "Show only the area"
    ALL = "all", "Show no place at all"


class ServiceAtLocation(ClusterableModel):  # type: ignore[misc]
    """One place a service is given at, with its address. Without a postcode it only carries opening hours
    (a phone line, an online group)."""

    wagtail_reference_index_ignore = True

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="service_at_locations")
    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    sort_order = models.PositiveSmallIntegerField(default=0)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    pinned = models.BooleanField("its people put the point on the map themselves", default=False)
    district = models.CharField("council area (GSS code)", max_length=9, blank=True)
    hide_address = models.CharField(
        "what families see of the place", max_length=3, choices=HideAddress, default=HideAddress.NO
    )
    accessibility = codes(vocabulary.ACCESSIBILITY)

    class Meta:
        ordering = ["sort_order"]
        indexes = [models.Index("postcode", condition=models.Q(postcode__gt=""), name="place_postcode")]
        constraints = [
            models.UniqueConstraint(fields=["service", "uuid"], name="place_uuid_unique"),
            only_codes("accessibility", vocabulary.ACCESSIBILITY),
            models.CheckConstraint(
                condition=models.Q(hide_address__in=HideAddress.values), name="place_hide_address_code"
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__range=(49, 61), longitude__range=(-9, 2)),
                name="place_in_great_britain",
            ),
        ]

    def __str__(self) -> str:
        return self.postcode or self.address or "Not at a place"

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], **options: Any) -> "ServiceAtLocation | None":
        """A place of a revision. One that an older process saved while an upgrade rolls out says true or false."""
        hidden = data.get("hide_address")
        if isinstance(hidden, bool):
            data = {**data, "hide_address": HideAddress.EXACT if hidden else HideAddress.NO}
        place: ServiceAtLocation | None = super().from_serializable_data(data, **options)
        return place


class Schedule(models.Model):
    """Opening hours on one day of the week or one date, by arrangement (neither, and no times), or words alone."""

    wagtail_reference_index_ignore = True

    service_at_location = ParentalKey(ServiceAtLocation, on_delete=models.CASCADE, related_name="schedules")
    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    sort_order = models.PositiveSmallIntegerField(default=0)
    day = models.CharField(max_length=3, choices=vocabulary.DAY, blank=True)
    on_date = models.DateField("one date", null=True, blank=True)
    opens = models.TimeField(null=True, blank=True)
    closes = models.TimeField(null=True, blank=True)
    period = models.CharField(max_length=14, choices=vocabulary.PERIOD, default="all-year")
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["sort_order"]
        constraints = [
            only_code("day", vocabulary.DAY),
            models.CheckConstraint(
                condition=models.Q(opens__isnull=True, closes__isnull=True)
                | models.Q(opens__lt=models.F("closes")) & (models.Q(day__gt="") | models.Q(on_date__isnull=False)),
                name="schedule_opens_before_it_closes",
            ),
            models.CheckConstraint(
                condition=models.Q(on_date__isnull=True) | models.Q(day="", period="all-year"),
                name="schedule_of_a_date_or_a_week",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.opens:%H:%M}-{self.closes:%H:%M}" if self.opens and self.closes else self.period


class CostOption(models.Model):
    """One price and what it is for (Open Referral `cost_option`)."""

    wagtail_reference_index_ignore = True

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="cost_options")
    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    sort_order = models.PositiveSmallIntegerField(default=0)
    option = models.CharField("what it is for", max_length=120, blank=True)
    amount = models.DecimalField("price in pounds", max_digits=8, decimal_places=2, null=True, blank=True)
    amount_description = models.CharField("in words", max_length=500, blank=True)

    class Meta:
        ordering = ["sort_order"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__isnull=True) | models.Q(amount__gte=0), name="cost_not_negative"
            )
        ]

    def __str__(self) -> str:
        return self.amount_description or self.option


class Contact(models.Model):
    """Whom families call or write to."""

    wagtail_reference_index_ignore = True

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="contacts")
    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    sort_order = models.PositiveSmallIntegerField(default=0)
    name = models.CharField("team or role", max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)

    class Meta:
        ordering = ["sort_order"]
        indexes = [models.Index(phone_key_of("phone"), name="contact_phone")]

    def __str__(self) -> str:
        return self.name or self.phone or self.email


class ServiceArea(models.Model):
    """An area the service is only for: a ward, district or outcode. None means everybody its reach covers."""

    wagtail_reference_index_ignore = True

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="service_areas")
    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    sort_order = models.PositiveSmallIntegerField(default=0)
    code = models.CharField("GSS code or outcode", max_length=9)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["sort_order"]

    def __str__(self) -> str:
        return self.name


class ServiceFile(models.Model):
    """A photo or document that a version of the service shows."""

    class Kind(models.TextChoices):
        """How families get it."""

        PHOTO = "photo", "Photo"
        DOCUMENT = "document", "Document"

    wagtail_reference_index_ignore = True

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="service_files")
    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    sort_order = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    title = models.CharField("title, or what the photo shows", max_length=250)

    class Meta:
        ordering = ["sort_order"]

    def __str__(self) -> str:
        return self.title
