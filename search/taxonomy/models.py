"""A council's needs and topics: the platform's codes, the council's labels and additions."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models

from search.vocabulary import AREA_OF_NEED

CODE = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", "Use small letters, digits and hyphens.")


class Vocabulary(models.TextChoices):
    """The two vocabularies a council may extend."""

    NEED = "need", "Need"
    TOPIC = "topic", "Topic"


class TermQuerySet(models.QuerySet["Term"]):
    """Terms by vocabulary."""

    def needs(self) -> "TermQuerySet":
        """The needs."""
        return self.filter(vocabulary=Vocabulary.NEED)

    def topics(self) -> "TermQuerySet":
        """The topics."""
        return self.filter(vocabulary=Vocabulary.TOPIC)


class Term(models.Model):
    """One need or topic. Its code never changes; platform updates leave a label that the council edited."""

    vocabulary = models.CharField(max_length=8, choices=Vocabulary.choices)
    code = models.CharField(max_length=64, validators=[CODE])
    label = models.CharField(max_length=120)
    label_edited = models.BooleanField(default=False, editable=False)
    broader = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="narrower")
    areas = ArrayField(models.CharField(max_length=40, choices=AREA_OF_NEED), default=list, blank=True)
    census_code = models.CharField(max_length=4, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["vocabulary", "position", "label"]
        constraints = [
            models.UniqueConstraint(fields=["vocabulary", "code"], name="term_code_unique"),
            models.CheckConstraint(condition=~models.Q(broader=models.F("id")), name="term_not_own_broader"),
        ]

    def __str__(self) -> str:
        return self.label
