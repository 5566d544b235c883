"""What listings say of themselves beside what they are filed under."""

from search.index.selectors.texts import Filed, filed_services
from search.matching.facets import ANY_NEED
from search.reading.codes import listing_context, said_of
from search.reading.models import Reading
from search.taxonomy.selectors import term_labels
from search.understanding.ages import parse_ages
from search.understanding.reader import read_words

Spoken = dict[str, dict[str, str]]
"""By code (`need:autism`), the words that speak of it, by the key of the document (`service:<uuid>`)."""


def unfiled(*, only: str = "") -> Spoken:
    """What services that families can find speak of and aren't filed under, nor under what is wider or narrower: every
    code, or `only` one.

    Two queries. What was published in the last minute may be missing.
    """
    speaking = Reading.objects.filter(said__has_key=only) if only else Reading.objects.exclude(said={})
    said, spoken = dict(speaking.values_list("key", "said")), Spoken()
    for filed in filed_services():
        for code, words in said.get(filed.key, {}).items():
            if only in ("", code) and not _is_filed(filed, code):
                spoken.setdefault(code, {})[filed.key] = words
    return spoken


def unfiled_in(text: str, filed: Filed) -> dict[str, str]:
    """The same of a text that isn't published yet, by code. Reading it takes some 10 ms."""
    said = said_of(read_words(text, listing_context()), text)
    return {code: words for code, words in said.items() if not _is_filed(filed, code)}


def label_of(code: str) -> str:
    """What a code is called here; empty for one that nothing can be filed under."""
    group, _, value = code.partition(":")
    if group == "age":
        try:
            return parse_ages(value).label.capitalize()
        except ValueError:
            return ""
    return term_labels(group).get(value, "") if group in ("need", "topic") else ""


def _is_filed(filed: Filed, code: str) -> bool:
    if code.startswith("age:"):
        return filed.says_ages
    return code in filed.codes or (code.startswith("need:") and ANY_NEED in filed.codes)
