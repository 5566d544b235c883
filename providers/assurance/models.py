"""How often a council asks whether listings are still correct, and whom it asked."""

from typing import Final

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from providers.listings.models import Service

USUAL_MONTHS: Final = 6


class AssuranceSettings(models.Model):
    """One row, made when first changed."""

    months = models.PositiveSmallIntegerField(
        "months between two checks",
        default=USUAL_MONTHS,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
    )

    class Meta:
        verbose_name = "checking of listings"
        verbose_name_plural = "checking of listings"

    def __str__(self) -> str:
        return "Checking listings"


class Reminder(models.Model):
    """A person who was told that a listing is due: once a step (1 to 3), on its own or in a list of several."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="reminders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders")
    due = models.DateField()
    step = models.PositiveSmallIntegerField()
    sent_on = models.DateField()
    in_list = models.BooleanField("in a list of several", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "person", "due", "step"], name="reminded_once_a_step")
        ]
        indexes = [models.Index(fields=["person", "sent_on"], name="reminder_of_person")]

    def __str__(self) -> str:
        return f"{self.service}: {self.step}"
