"""How rare words are among what the open council's families can find."""

from collections.abc import Collection
from dataclasses import dataclass, field
from math import log

from search.reading.models import WordCount


@dataclass(frozen=True, slots=True)
class Rarity:
    """How many documents there are, and how many of them have each of some words, by stem."""

    documents: int = 0
    having: dict[str, int] = field(default_factory=dict)

    def of(self, stems: Collection[str]) -> float:
        """How much it tells that a document has all of these stems: 0 what all have, 7 what one of a thousand has.

        The rarest of them decides. One that was never counted is as rare as can be; without any it tells nothing.
        """
        if not stems or not self.documents:
            return 0.0
        having = min(self.having.get(each, 0) for each in stems)
        return log(1 + max(self.documents - having, 0.0) / (having + 0.5) + 0.5 / (having + 0.5))


def rarity_of(stems: Collection[str]) -> Rarity:
    """What is known of the rarity of some stems, in one query; nothing before words were counted."""
    counts = dict(WordCount.objects.filter(stem__in={"", *stems}).values_list("stem", "documents"))
    return Rarity(documents=counts.pop("", 0), having=counts)
