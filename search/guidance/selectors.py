"""A council's own words and best bets, as search reads them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypedDict

from django.core.cache import cache
from django.utils import timezone

from search.guidance.models import BestBet, BestBetDocument, CouncilPhrase
from search.guidance.phrases import BadPhrases, lines_of, read_phrases
from search.taxonomy.models import Term, Vocabulary
from search.taxonomy.replacement import TERM_FIELDS
from search.understanding.council_lexicon import CouncilPhrases
from search.understanding.lexicon import Entry, Meaning, Phrase

CACHE_KEY: Final = "search-guidance"
_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Guidance:
    """What officers added: phrases for the lexicon, and the documents to show first by phrase."""

    phrases: CouncilPhrases = ()
    best_bets: Mapping[Phrase, tuple[str, ...]] = field(default_factory=dict)


class _Words(TypedDict):
    text: str
    meanings: list[str]
    synonyms: list[str]


class _Bet(TypedDict):
    phrases: list[Phrase]
    keys: list[str]
    last_day: date | None


class _Cached(TypedDict):
    words: list[_Words]
    bets: list[_Bet]


def council_guidance() -> Guidance:
    """The open council's words and today's best bets. No query while they are cached, two otherwise."""
    found: _Cached | None = cache.get(CACHE_KEY)
    if found is None:
        found = {"words": _read_words(), "bets": _read_bets()}
        cache.set(CACHE_KEY, found, _SECONDS)
    return Guidance(phrases=tuple(map(_entry, found["words"])), best_bets=_best_bets(found["bets"]))


def phrases_by_term(vocabulary: str) -> dict[int, int]:
    """How many phrases mean each term."""
    field = TERM_FIELDS[Vocabulary(vocabulary)]
    codes = Counter(code for phrase in CouncilPhrase.objects.values_list(field, flat=True) for code in phrase)
    keys = Term.objects.filter(vocabulary=vocabulary, code__in=codes).values_list("pk", "code")
    return {key: codes[code] for key, code in keys}


def phrase_in_use(phrases: Iterable[Phrase], model: type[CouncilPhrase | BestBet], but: int | None) -> str:
    """The first of some phrases that another row of the model has, as it was written; empty when none has."""
    wanted = set(phrases)
    for text in model.objects.exclude(pk=but).values_list("phrases", flat=True):
        for phrase, line in _readable(text).items():
            if phrase in wanted:
                return line
    return ""


def _read_words() -> list[_Words]:
    return [
        {"text": text, "meanings": list(row.meanings), "synonyms": list(lines_of(row.synonyms))}
        for row in CouncilPhrase.objects.all()
        for text in row.lines
    ]


def _read_bets() -> list[_Bet]:
    bets: dict[int, _Bet] = {}
    columns = ("bet_id", "bet__phrases", "bet__last_day", "key")
    rows = BestBetDocument.objects.order_by("bet__phrases", "bet_id", "sort_order", "pk").values_list(*columns)
    for bet, phrases, last_day, key in rows:
        bets.setdefault(bet, {"phrases": list(_readable(phrases)), "keys": [], "last_day": last_day})
        bets[bet]["keys"].append(key)
    return list(bets.values())


def _readable(text: str) -> dict[Phrase, str]:
    """The phrases of a row; none when the platform's rules for them have become stricter since."""
    try:
        return read_phrases(text)
    except BadPhrases:
        return {}


def _entry(words: _Words) -> tuple[str, Entry]:
    meanings = tuple(Meaning(*meaning.split(":", 1)) for meaning in words["meanings"])
    return words["text"], Entry(meanings, tuple(words["synonyms"]))


def _best_bets(bets: list[_Bet]) -> dict[Phrase, tuple[str, ...]]:
    today = timezone.localdate()
    standing = [bet for bet in bets if bet["last_day"] is None or bet["last_day"] >= today]
    return {phrase: tuple(bet["keys"]) for bet in standing for phrase in bet["phrases"]}
