"""The number by which the writer of a comment finds it again, and nobody else."""

import secrets
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: without the letters that are mistaken for others when a number is read out."""
LENGTH: Final = 12
LONGEST_TYPED: Final = 40
_MEANT: Final = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None, "–": None, "\u00a0": None})


def draw_receipt() -> str:
    """A new number: 60 bits that nobody guesses."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_receipt(typed: str) -> str:
    """The number that somebody typed, with or without its hyphens; empty when it is none."""
    read = typed[:LONGEST_TYPED].upper().translate(_MEANT)
    return read if len(read) == LENGTH and set(read) <= set(ALPHABET) else ""


def spelt(receipt: str) -> str:
    """The number as people read it: three groups of four."""
    return "-".join(receipt[start : start + 4] for start in range(0, LENGTH, 4))
