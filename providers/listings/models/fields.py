"""Columns that hold codes of a fixed vocabulary, and the constraint that keeps them to it."""

from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models


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
