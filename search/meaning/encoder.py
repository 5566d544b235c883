"""What texts mean, as vectors: texts that say the same thing in other words have vectors that point the same way."""

import logging
from functools import lru_cache
from typing import Final, Protocol

from django.conf import settings

from search.meaning.models import MINILM, Model, choose
from search.meaning.vectors import Vector

logger: Final = logging.getLogger(__name__)


class Encoder(Protocol):
    """Turns texts into vectors; those of two models can't be compared."""

    model: Model

    def encode(self, text: str, *, search: bool = False) -> Vector | None:
        """The vector of a search, else of a listing's text; None where there is no telling."""
        ...


class NoEncoder:
    """Stands in where no model is wanted or there: search goes by words alone."""

    model = MINILM

    def encode(self, text: str, *, search: bool = False) -> Vector | None:
        """Nothing."""
        return None


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The encoder of this process: its model is loaded once, when it is first needed.

    One that can't be loaded is logged and done without.
    """
    if not settings.SEARCH_MEANING:
        return NoEncoder()
    try:
        from search.meaning.sentence_model import SentenceModel  # its libraries are large: only for who needs them

        return SentenceModel(*choose(settings.SEARCH_MODEL))
    except Exception:  # a file missing, cut, or for another kind of machine: the libraries raise errors of their own
        logger.exception("search.meaning_not_loaded")
        return NoEncoder()
