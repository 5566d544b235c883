"""Of two who write the same at the same moment one wins, and the other is told in words."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from psycopg.errors import UniqueViolation


@contextmanager
def unless_taken(refusal: Exception) -> Iterator[None]:
    """Write within. When a unique constraint says that somebody else has just written the same, what was written within
    is taken back and `refusal` is raised; the transaction around goes on."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if isinstance(error.__cause__, UniqueViolation):
            raise refusal from error
        raise
