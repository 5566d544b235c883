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
    """Terms by vocabulary, and whether they are in use."""

    def current(self) -> "TermQuerySet":
        """Those that may be chosen."""
        return self.filter(retired=False)

    def needs(self) -> "TermQuerySet":
        """The needs."""
        return self.filter(vocabulary=Vocabulary.NEED)

    def topics(self) -> "TermQuerySet":
        """The topics."""
        return self.filter(vocabulary=Vocabulary.TOPIC)


class Term(models.Model):
    """One need or topic. Its code never changes; platform updates leave what the council edited.

    A retired term stays, so that its code is never given again: what still names it means `merged_into`, or nothing.
    """

    vocabulary = models.CharField(max_length=8, choices=Vocabulary.choices)
    code = models.CharField(max_length=64, validators=[CODE])
    label = models.CharField(max_length=120)
    edited = models.BooleanField("edited by the council", default=False, editable=False)
    broader = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="narrower")
    areas = ArrayField(models.CharField(max_length=40, choices=AREA_OF_NEED), default=list, blank=True)
    census_code = models.CharField(max_length=4, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    retired = models.BooleanField(default=False, editable=False)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="merged"
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["vocabulary", "position", "label"]
        constraints = [
            models.UniqueConstraint(fields=["vocabulary", "code"], name="term_code_unique"),
            models.CheckConstraint(condition=~models.Q(broader=models.F("id")), name="term_not_own_broader"),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | models.Q(retired=True), name="term_merged_is_retired"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def current(self) -> "Term | None":
        """What it means now: itself, the term it was merged into, or nothing."""
        return self.merged_into if self.retired else self


class Retirement(models.Model):
    """What a retired term stood among and what named it then, so that bringing it back undoes that.

    `narrower` are the keys of the terms below it, `merged` of those that meant it; `held` is what named it, by holder
    (`search.taxonomy.holders.Holding`). A term that was retired before this was written down has none.
    """

    term = models.OneToOneField(Term, on_delete=models.CASCADE, related_name="retirement")
    broader = models.ForeignKey(Term, null=True, on_delete=models.SET_NULL, related_name="+")
    narrower = ArrayField(models.BigIntegerField(), default=list)
    merged = ArrayField(models.BigIntegerField(), default=list)
    held = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.term} was retired"
