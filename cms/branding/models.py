"""The council's logo. What else its pages show of it stands in its row, so that no page needs its schema for that."""

from django.db import models


class CouncilLogo(models.Model):
    """The one that pages show now: made anew from what was uploaded, as WebP."""

    file = models.FileField(upload_to="branding/")
    version = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_council_logo")]

    def __str__(self) -> str:
        return self.version
