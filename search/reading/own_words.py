"""What listings say of themselves beside what they are filed under."""

from search.index.selectors.texts import Filed, filed_services
from search.matching.facets import ANY_NEED
from search.reading.models import Reading

Spoken = dict[str, dict[str, str]]
"""By code (`need:autism`), the words that speak of it, by the key of the document (`service:<uuid>`)."""


def unfiled() -> Spoken:
    """What services that families can find speak of and aren't filed under, nor under what is wider or narrower.

    Two queries. What was published in the last minute may be missing.
    """
    said, spoken = dict(Reading.objects.exclude(said={}).values_list("key", "said")), Spoken()
    for filed in filed_services():
        for code, words in said.get(filed.key, {}).items():
            if not _is_filed(filed, code):
                spoken.setdefault(code, {})[filed.key] = words
    return spoken


def _is_filed(filed: Filed, code: str) -> bool:
    if code.startswith("age:"):
        return filed.says_ages
    return code in filed.codes or (code.startswith("need:") and ANY_NEED in filed.codes)
