"""What changes without review, kept out of revisions so that publishing an earlier draft never resets it."""

from django.conf import settings
from django.db import models

from providers.listings.models.service import Service


class ListingStateQuerySet(models.QuerySet["ListingState"]):
    """Listings by what families may see."""

    def shown(self) -> "ListingStateQuerySet":
        """Listings that families may see once their service is live."""
        return self.filter(paused=False, archived=False, suspended=False)


class ListingState(models.Model):
    """One for each service, made with it."""

    service = models.OneToOneField(Service, on_delete=models.CASCADE, related_name="state")
    temporarily_closed = models.BooleanField(default=False)
    closed_note = models.CharField("what families should know", max_length=300, blank=True)
    paused = models.BooleanField(default=False)
    archived = models.BooleanField(default=False)
    suspended = models.BooleanField(default=False)
    suspended_reason = models.TextField("why, for officers alone", blank=True)
    waiting_time = models.CharField(max_length=300, blank=True)
    waiting_time_checked = models.DateField(null=True, blank=True)
    last_assured = models.DateField(null=True, blank=True)
    last_assured_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    review_due = models.DateField(null=True, blank=True)
    stale = models.BooleanField(default=False)
    source = models.CharField("what it was brought in from, if not written here", max_length=120, blank=True)
    brought_in = models.DateField("when it was brought in", null=True, blank=True)

    objects = ListingStateQuerySet.as_manager()

    def __str__(self) -> str:
        return f"State of {self.service}"

    @property
    def shown(self) -> bool:
        """Whether families may see the listing once its service is live."""
        return not (self.paused or self.archived or self.suspended)


class PlaceWaitingTime(models.Model):
    """How long families wait at one place, said without review, and on which day that was true."""

    state = models.ForeignKey(ListingState, on_delete=models.CASCADE, related_name="place_waiting_times")
    place = models.UUIDField("uuid of the place")
    waiting_time = models.CharField(max_length=300)
    checked = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["state", "place"], name="one_waiting_time_a_place")]

    def __str__(self) -> str:
        return self.waiting_time


class StateNote(models.Model):
    """Free words that were said without review, with a closure or as a waiting time: who said what, and whether
    families read it. What they read is in the rows above; this is its history, and what waits for an officer."""

    class Subject(models.TextChoices):
        """What the words are about."""

        CLOSED = "closed", "Closed for now"
        WAITING_TIME = "waiting-time", "Waiting time"

    class Standing(models.TextChoices):
        """What became of the words."""

        WAITING = "waiting", "Waiting for an officer"
        LIVE = "live", "Families read them"
        TAKEN_DOWN = "taken-down", "Taken down"
        REPLACED = "replaced", "Said differently since"

    state = models.ForeignKey(ListingState, on_delete=models.CASCADE, related_name="notes")
    subject = models.CharField(max_length=12, choices=Subject.choices)
    place = models.UUIDField("uuid of the place, for a waiting time of one place", null=True)
    words = models.CharField(max_length=300)
    risks = models.JSONField("what an officer should look at in them", default=list)
    standing = models.CharField(max_length=10, choices=Standing.choices)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    said_on = models.DateField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField("why an officer took them down", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(subject__in=["closed", "waiting-time"]), name="state_note_subject_known"
            ),
            models.CheckConstraint(
                condition=models.Q(standing__in=["waiting", "live", "taken-down", "replaced"]),
                name="state_note_standing_known",
            ),
        ]

    def __str__(self) -> str:
        return self.words


class ServiceRedirect(models.Model):
    """A service that was merged into another: its address leads there for good."""

    old = models.UUIDField("uuid of the merged service", unique=True)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="redirects")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.old} → {self.service}"
