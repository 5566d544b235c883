"""What retired needs and topics mean now, wherever they are still named.

A version goes on naming a retired term, unseen: so the term is in it again when the council brings it back.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, Self

from search.taxonomy.models import Term, Vocabulary

TERM_FIELDS: Final[Mapping[Vocabulary, str]] = {Vocabulary.TOPIC: "topics", Vocabulary.NEED: "needs"}
"""The relations of whatever names them, by vocabulary."""


def current_terms(terms: Iterable[Term]) -> list[Term]:
    """What these terms mean now, each once, in their order."""
    return list(dict.fromkeys(current for term in terms if (current := term.current) is not None))


def keys_to_store(named: Sequence[Term], chosen: Iterable[int]) -> list[int]:
    """The keys that the next version names: those `chosen`, and of the terms that this one `named` the retired ones
    that mean one of them, or nothing."""
    wanted = list(chosen)
    retired = [term for term in named if term.retired and (term.merged_into is None or term.merged_into_id in wanted)]
    meant = {term.merged_into_id for term in retired} - {term.pk for term in named if not term.retired}
    return [*(term.pk for term in retired), *(key for key in wanted if key not in meant)]


class NamesTerms:
    """What a model with versions adds that name needs and topics."""

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """The listing or page as a version's content has it, with what retired needs and topics mean now."""
        version: Self = super().with_content_json(content)  # type: ignore[misc]
        version.named_terms = {name: list(getattr(version, name).all()) for name in TERM_FIELDS.values()}
        version.use_current_terms()
        return version

    def use_current_terms(self) -> None:
        """Put what the terms that the version names mean now into its relations, in memory."""
        for name, named in self.named_terms.items():
            if any(term.retired for term in named):
                setattr(self, name, current_terms(named))

    def serializable_data(self) -> dict[str, Any]:
        """The content of its next version."""
        content: dict[str, Any] = super().serializable_data()  # type: ignore[misc]
        for name, named in self.named_terms.items():
            content[name] = keys_to_store(named, content[name])
        return content

    @cached_property
    def named_terms(self) -> dict[str, list[Term]]:
        """The terms that its newest version names, by relation; whoever reads another version says which are its."""
        newest = self.latest_revision  # type: ignore[attr-defined]
        keys = {name: newest.content.get(name, ()) if newest else () for name in TERM_FIELDS.values()}
        wanted = {key for each in keys.values() for key in each}
        terms = Term.objects.select_related("merged_into").in_bulk(wanted) if wanted else {}
        return {name: [terms[key] for key in each if key in terms] for name, each in keys.items()}
