"""What the admin's lists say of a council's words and best bets."""

from collections.abc import Mapping

from django.utils import timezone

from search import vocabulary
from search.guidance.models import BestBet, CouncilPhrase
from search.taxonomy.selectors import term_labels
from search.understanding.meanings import DAY_LABELS, WISHED


def meanings_in_words(row: CouncilPhrase) -> str:
    """The labels of what some phrases mean, then their other words."""
    labels: Mapping[str, Mapping[str, str]] = {
        "need": term_labels("need"),
        "topic": term_labels("topic"),
        "setting_type": vocabulary.SETTING_TYPE,
        "day": DAY_LABELS,
        "free": {"yes": "Free"},
        **{kind: names for kind, (_, names) in WISHED.items()},
    }
    parts = (meaning.partition(":") for meaning in row.meanings)
    said = [labels[kind].get(code, code) for kind, _, code in parts]
    return "; ".join([*said, *row.synonyms.splitlines()])


def state_of(bet: BestBet) -> str:
    """What a best bet shows, or why it doesn't. `has_gone` comes from the list's query."""
    names = ", ".join(str(document) for document in bet.documents.all())
    if bet.last_day and bet.last_day < timezone.localdate():
        return f"Ended: {names}"
    if getattr(bet, "has_gone", False):
        return f"Needs a look, as something is no longer published: {names}"
    return names
