"""Passwords that are guessed early, though they are long: common words with something added, and our own names."""

import re
from functools import cache
from itertools import pairwise
from typing import Final

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.db import connection

OURS: Final = frozenset({"send", "local", "offer", "localoffer", "council", "officer", "manager", "provider"})
"""With the council's own name and host, what a guesser of this site's passwords tries first."""
FEWEST_DIFFERENT: Final = 5
LONGEST_TRIED: Final = 40
"""Letters; what is longer is no word or two."""


class EasyToGuessValidator:
    """Refuses what comes down to one or two words that everybody tries, and what repeats a few characters.

    Django's list of breached passwords has few that are as long as ours must be; with “123!” behind them all are.
    """

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise ValidationError for such a password."""
        letters = re.sub(r"[\W\d_]+", "", password.lower())
        few = len(set(password)) < FEWEST_DIFFERENT
        if few or (letters and len(letters) <= LONGEST_TRIED and _is_a_word_or_two(letters)):
            raise ValidationError(
                "This password is easy to guess. Use 3 words or more that others would not put together.",
                code="easy_to_guess",
            )

    def get_help_text(self) -> str:
        """The same rule, before anything is typed."""
        return "Not one or two common words, or the council’s name, with something added."


def _is_a_word_or_two(letters: str) -> bool:
    known = _common() | OURS | _names_of_this_council()
    cuts = range(len(letters))
    return any((not cut or letters[:cut] in known) and letters[cut:] in known for cut in cuts)


@cache
def _common() -> frozenset[str]:
    return frozenset(word for word in CommonPasswordValidator().passwords if len(word) > 3)


def _names_of_this_council() -> frozenset[str]:
    tenant = connection.tenant  # type: ignore[attr-defined]
    text = f"{getattr(tenant, 'name', '')} {getattr(tenant, 'slug', '')}".lower()
    words = re.findall(r"[a-z]+", text)
    return frozenset((*words, *("".join(pair) for pair in pairwise(words)), "".join(words)))
