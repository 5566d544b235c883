"""Whether the words before a phrase say that it isn't wanted or isn't there."""

import re
from typing import Final

from search.understanding.draft import Draft
from search.understanding.lexicon import Entry, Meaning

_BETWEEN: Final = r"(?: (?:to|in|at|for|go|been|be|formal|official|autism|adhd))*$"
_UNWANTED: Final = re.compile(
    r"(?:^| )(?:not|without|except|except for|excluding|apart from|other than|rather than|instead of|anything but"
    r"|no need for|not (?:want|need|like|require|looking for|interested in|about|on))" + _BETWEEN
)
_MISSING: Final = re.compile(r"(?:^| )(?:no|not yet|never|lack of)" + _BETWEEN)
_DIAGNOSIS: Final = Meaning("topic", "diagnosis-assessment")


def is_negated(draft: Draft, start: int, entry: Entry) -> bool:
    """Whether it is: "not school", "without a diagnosis". "No friends" tells what is missing, and so what is wanted."""
    before = draft.before(start)
    if _UNWANTED.search(before):
        return True
    return _DIAGNOSIS in entry.meanings and bool(_MISSING.search(before))
