"""What officers decide about listings that are double, and about what listings say of themselves."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from providers.listings.models import Organisation, Service


class Kind(models.TextChoices):
    """What is compared."""

    SERVICE = "service", "Service"
    ORGANISATION = "organisation", "Organisation"


class NotDouble(models.Model):
    """Two listings that look alike and aren't the same: an officer said so. `first` sorts before `second`."""

    kind = models.CharField(max_length=12, choices=Kind.choices)
    first = models.UUIDField()
    second = models.UUIDField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "first", "second"], name="not_double_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="not_double_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first} is not {self.second}"


class MergedService(models.Model):
    """A service that went into another one. Splitting them again deletes the row."""

    gone = models.OneToOneField(Service, on_delete=models.CASCADE, related_name="merged_as")
    kept = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="merged_from")
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    merged_at = models.DateTimeField(auto_now_add=True)
    was_archived = models.BooleanField("put away before it was merged", default=False)

    def __str__(self) -> str:
        return f"{self.gone} → {self.kept}"


class MergedOrganisation(models.Model):
    """An organisation that went into another one. `moved` says what of it went over
    (`services.merge_organisations.Belongings`)."""

    gone = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="merged_as")
    kept = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="merged_from")
    moved = models.JSONField(null=True)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    merged_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.gone} → {self.kept}"


class OwnWordsAnswer(models.Model):
    """What an officer made of a listing's own words for a need, a topic or an age. `code` is `need:autism` or alike."""

    class Answer(models.TextChoices):
        """Filed under it, or left as it was: it isn't about that."""

        FILED = "filed", "Filed"
        REFUSED = "refused", "Not about it"

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="own_words_answers")
    code = models.CharField(max_length=80)
    answer = models.CharField(max_length=8, choices=Answer.choices)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-answered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["service", "code"], name="own_words_answered_once"),
            models.CheckConstraint(condition=Q(answer__in=["filed", "refused"]), name="own_words_answer_known"),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} {self.code}: {self.answer}"
