"""Whether words are about older people, and not about children or families too: they are seldom meant here."""

import re
from typing import Final

OLDER: Final = "speaks-of:older"
"""The token of a document that is about older people alone."""
_OLDER: Final = re.compile(
    r"\b(?:older (?:people|person|adult|resident|men|women)\w*|elderly|pensioners?|senior citizens?|seniors|retired"
    r"|retirement|later life|old age|over[- ]?(?:50|55|60|65|70)'?s|(?:50|55|60|65|70) ?\+|aged? (?:50|55|60|65|70)"
    r"|over[- ](?:50|55|60|65|70)(?=[.,;)]|$)|(?:50|55|60|65|70) (?:and|or|years and|plus) ?over|dementia"
    r"|alzheimer\w*|age (?:uk|concern)|veterans?)(?![\w-])",
    re.IGNORECASE,
)
_YOUNGER: Final = re.compile(
    r"\b(?:child\w*|kids?|young\w*|youth\w*|teen\w*|famil\w+|bab(?:y|ies)|toddlers?|boys|girls|pupils?|all ages"
    r"|any age|send|under[- ]?\d+\w*)\b",
    re.IGNORECASE,
)


def is_about_older_people(text: str) -> bool:
    """Whether the text speaks of older people and of nobody younger."""
    return bool(_OLDER.search(text)) and not _YOUNGER.search(text)
