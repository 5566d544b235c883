"""What a council adds to its search: phrases with their meaning, and best bets."""

from urllib.parse import urlencode

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from search.guidance.phrases import lines_of
from search.index.selectors.names import names_of


class Phrases(ClusterableModel):  # type: ignore[misc]
    """Phrases that families type, one a line."""

    phrases = models.TextField("words or phrases")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return ", ".join(self.lines)

    @property
    def lines(self) -> tuple[str, ...]:
        """Each phrase as written."""
        return lines_of(self.phrases)

    @property
    def try_address(self) -> str:
        """The search for the first phrase."""
        return f"{reverse('search')}?{urlencode({'q': self.lines[0] if self.lines else ''})}"


class CouncilPhrase(Phrases):
    """What some phrases mean in this council: codes of the vocabulary, or other words for the same thing.

    They go before the platform's lexicon where it has the same phrase.
    """

    needs = ArrayField(models.CharField(max_length=64), default=list, blank=True)
    topics = ArrayField(models.CharField(max_length=64), default=list, blank=True)
    settings = ArrayField(
        models.CharField(max_length=40), default=list, blank=True, verbose_name="kinds of school or setting"
    )
    wishes = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, verbose_name="how the help should be"
    )
    synonyms = models.TextField("other words for the same thing", blank=True)

    class Meta:
        ordering = ["phrases"]
        verbose_name = "council word"

    @property
    def meanings(self) -> tuple[str, ...]:
        """Each meaning as `kind:code`."""
        named = {"need": self.needs, "topic": self.topics, "setting_type": self.settings}
        return (*(f"{kind}:{code}" for kind, codes in named.items() for code in codes), *self.wishes)


class BestBet(Phrases):
    """What to show first for some phrases, in an order, until a day."""

    last_day = models.DateField("show until", null=True, blank=True)

    class Meta:
        ordering = ["phrases"]
        verbose_name = "best bet"


class BestBetDocument(Orderable):  # type: ignore[misc]
    """A service or page of a best bet, by its key in the search table; `name` is what it was called when chosen."""

    bet = ParentalKey(BestBet, on_delete=models.CASCADE, related_name="documents")
    key = models.CharField("service or page", max_length=80)
    name = models.CharField(max_length=300, blank=True, editable=False)

    class Meta:
        ordering = ["sort_order"]
        constraints = [models.UniqueConstraint(fields=["bet", "key"], name="best_bet_document_once")]

    def __str__(self) -> str:
        return self.name or self.key

    def clean(self) -> None:
        """Raises ValidationError unless families can find it now; notes its name."""
        found = names_of([self.key]).get(self.key)
        if self.key and found is None:
            raise ValidationError({"key": "This is no longer published. Choose another, or take it away."})
        self.name = found or ""
