"""The searches: what families type, from a file, and any parameters there are, from a seed."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from search.documents import SearchDocument
from search.matching.filters import VOCABULARIES
from search.matching.words import words_of
from search.query import RADII, Sort
from search.taxonomy.selectors import term_labels
from tests.differential.collection import sentences_of

GENERATED = 305
SEED = 20
POSTCODES = ("MK9 3XS", "MK6 5LD", "MK46 4HN", "M33 7ZF", "HP20 1UY", "SL7 1AA", "MK9", "HP11", "ZZ99 9ZZ")
PHRASES = (
    "autism", "sleep", "speech therapy", "age 6", "year 9", "free", "online", "saturday", "near Bletchley", "MK9 3XS",
    "short breaks", "special school", "dyslexai", "swiming", "meltdowns", "nursery", "EHCP", "for schools", "toddler",
    "wheelchair", "holidays", "ADHD", "parents group", "transport", "without", "SALT",
)  # fmt: skip
CHANCES = {
    "need": 0.2, "topic": 0.12, "sector": 0.15, "tier": 0.1, "setting_type": 0.05, "audience": 0.08, "reach": 0.1,
    "delivery": 0.1, "referral": 0.07, "accessibility": 0.1, "day": 0.1,
}  # fmt: skip
"""How often a facet is chosen."""


def written() -> Iterator[str]:
    """The query strings of the searches in `written.txt`."""
    for line in (Path(__file__).parent / "written.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            words, _, parameters = line.partition("|")
            yield "&".join(filter(None, (urlencode({"q": words.strip()}), parameters.strip().replace(" ", "+"))))


def generated(documents: list[SearchDocument]) -> Iterator[str]:
    """So many query strings of every parameter, the same in every run. A council must be open, for its terms."""
    chance = Random(SEED)
    words = sorted({word for sentence in sentences_of(documents) for word in words_of(sentence)})
    known = {"need": term_labels("need"), "topic": term_labels("topic"), **VOCABULARIES}
    for _ in range(GENERATED):
        yield urlencode(list(_pairs(chance, words, {name: list(values) for name, values in known.items()})))


def _pairs(chance: Random, words: list[str], known: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    if chance.random() < 0.65:
        yield "q", " ".join(_typed(chance, words) for _ in range(chance.randint(1, 4)))
    for name, often in CHANCES.items():
        if chance.random() < often:
            yield from (
                (name, value) for value in chance.sample(known[name], min(len(known[name]), chance.randint(1, 3)))
            )
    if chance.random() < 0.4:
        yield "postcode", chance.choice(POSTCODES)
    if chance.random() < 0.3:
        yield "radius", str(chance.choice((*RADII, 0.5, 40)))
    if chance.random() < 0.25:
        yield "age", str(chance.randint(0, 25))
    if chance.random() < 0.1:
        yield "kind", "page"
    for flag, often in (("free", 0.12), ("personal_budget", 0.05)):
        if chance.random() < often:
            yield flag, "yes"
    yield "sort", chance.choice([Sort.RELEVANCE.value, *(sort.value for sort in Sort)])


def _typed(chance: Random, words: list[str]) -> str:
    """A phrase, a word of some listing, one with a letter left out, or the beginning of one."""
    word = chance.choice(words)
    kind = chance.random()
    if kind < 0.4:
        return chance.choice(PHRASES)
    if kind < 0.55 and len(word) > 4:
        gap = chance.randrange(1, len(word))
        return word[:gap] + word[gap + 1 :]
    return word
