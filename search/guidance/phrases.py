"""The phrases of a field, one a line, and what is wrong with them."""

from typing import Final

from search.understanding.lexicon import Phrase, keys_of, spoken, stop_words

MOST: Final = 30
LONGEST_PHRASE: Final = 80
MOST_WORDS: Final = 6


class BadPhrases(ValueError):
    """Phrases that can't be used; the message says so to an officer."""


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a field that have something on them, each once, with single spaces."""
    return tuple(dict.fromkeys(line for line in (" ".join(line.split()) for line in text.splitlines()) if line))


def read_phrases(text: str) -> dict[Phrase, str]:
    """Each line as search compares it, and as it was written. Raises BadPhrases."""
    lines = lines_of(text)
    if len(lines) > MOST:
        raise BadPhrases(f"Enter {MOST} phrases or fewer. There are {len(lines)}.")
    return {_read(line): line for line in lines}


def _read(line: str) -> Phrase:
    phrase = spoken(keys_of(line))
    if len(line) > LONGEST_PHRASE or len(phrase) > MOST_WORDS:
        raise BadPhrases(f"“{line[:40]}” is too long. Use {MOST_WORDS} words or fewer.")
    if not phrase:
        raise BadPhrases(f"“{line}” has no word to search for.")
    if stop_words().issuperset(phrase):
        raise BadPhrases(f"“{line}” is in too many searches. Add a word that says more.")
    return phrase
