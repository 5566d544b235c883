"""Columns that hold codes of a fixed vocabulary or numbers of a register, and what keeps them to it."""

from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.deconstruct import deconstructible

from providers.listings.identifiers import BadIdentifier, read_identifier


@deconstructible
class WrittenAs:
    """Refuses what a register's numbers aren't written like (`providers.listings.identifiers`)."""

    def __init__(self, field: str) -> None:
        self.field = field

    def __call__(self, value: str) -> None:
        """Raise ValidationError unless the value is written as the register does."""
        try:
            written = read_identifier(self.field, value)
        except BadIdentifier as problem:
            raise ValidationError(f"{problem}.") from problem
        if written != value:
            raise ValidationError(f"It is written {written}.")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WrittenAs) and other.field == self.field

    def __hash__(self) -> int:
        return hash(self.field)


def codes(vocabulary: Mapping[str, str]) -> Any:
    """A list column of codes of `vocabulary`, empty when nothing is chosen."""
    return ArrayField(models.CharField(max_length=40, choices=vocabulary), default=list, blank=True)


def one_code(vocabulary: Mapping[str, str], *, default: str = "") -> Any:
    """A column for one code of `vocabulary`, or empty."""
    return models.CharField(max_length=40, choices=vocabulary, blank=True, default=default)


def only_codes(field: str, vocabulary: Mapping[str, str]) -> models.CheckConstraint:
    """The list column `field` holds codes of `vocabulary` and nothing else."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__contained_by": sorted(vocabulary)}), name=f"%(class)s_{field}_codes"
    )


def only_code(field: str, vocabulary: Mapping[str, str]) -> models.CheckConstraint:
    """The column `field` is empty or holds one code of `vocabulary`."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": ["", *sorted(vocabulary)]}), name=f"%(class)s_{field}_code"
    )
