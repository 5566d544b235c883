"""Reads that importing needs of the council."""

from providers.imports.listing_csv.cells import Known, known_codes
from search.taxonomy.models import Term, Vocabulary


def known_words() -> Known:
    """What every column that holds codes may say in the open council.

    A retired need or topic is known by its code alone: its label isn't offered to anybody.
    """
    labels: dict[str, dict[str, str]] = {Vocabulary.NEED: {}, Vocabulary.TOPIC: {}}
    for term in Term.objects.filter(vocabulary__in=labels).select_related("merged_into"):
        labels[term.vocabulary][term.code] = "" if term.retired else term.label
    return known_codes(needs=labels[Vocabulary.NEED], topics=labels[Vocabulary.TOPIC])
