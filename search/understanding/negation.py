"""Whether the words before a phrase say that it isn't wanted or isn't there."""

import re
from typing import Final

from search.understanding.draft import Draft
from search.understanding.lexicon import Entry, Meaning, spoken

_BETWEEN: Final = r"(?: (?:to|in|at|for|go|been|be|formal|official|autism|adhd))*$"
_UNWANTED: Final = re.compile(
    r"(?:^| )(?:not|without|except|except for|excluding|apart from|other than|rather than|instead of|anything but"
    r"|no need for|not (?:want|need|like|require|looking for|interested in|about|on))" + _BETWEEN
)
_MISSING: Final = re.compile(r"(?:^| )(?:no|not yet|never|lack of)" + _BETWEEN)
_UNABLE: Final = frozenset({"cant", "cannot", "couldnt", "wont", "wouldnt"})
"""Who can't or won't do a thing needs help with it: only who doesn't want a thing says no to it."""
_DIAGNOSIS: Final = Meaning("topic", "diagnosis-assessment")


def is_negated(draft: Draft, start: int, entry: Entry) -> bool:
    """Whether it is: "not school", "without a diagnosis". "No friends" tells what is missing, and so what is wanted."""
    before = draft.before(start)
    if unwanted := _UNWANTED.search(before):
        return not (unwanted[0].split()[0] == "not" and _is_unable(draft, start))
    return _DIAGNOSIS in entry.meanings and bool(_MISSING.search(before))


def _is_unable(draft: Draft, start: int) -> bool:
    """Whether what denies the phrase is that somebody can't or won't: "can't ride a bike"."""
    denial = next((token.key for token in reversed(draft.tokens[:start]) if spoken((token.key,)) == ("not",)), "")
    return denial in _UNABLE
