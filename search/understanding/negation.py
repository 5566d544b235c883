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
_DISLIKED: Final = re.compile(r"(?:^| )not (?:like|about|on)" + _BETWEEN)
_DIAGNOSIS: Final = Meaning("topic", "diagnosis-assessment")
_ABILITIES: Final = frozenset(
    [
        *("speech-language-communication", "hearing", "vision", "sleep", "feeding", "continence"),
        *("physical-disability", "developmental-delay", "adhd"),
    ]
)
"""Needs that are a lack: who says “not feeding” has it, while “not stammering” is free of one."""
_TROUBLES: Final = frozenset(
    [
        *("stammering", "stuttering", "wetting", "soiling", "smearing", "choking", "gagging", "vomiting", "snoring"),
        *("waking", "screaming", "dribbling", "fidgeting", "limping", "falling", "squinting", "lisping"),
    ]
)
_LEARNING: Final = frozenset(
    {Meaning("topic", "schools"), Meaning("topic", "post-16-training"), Meaning("topic", "early-years-childcare")}
)
_OWN: Final = frozenset({"my", "his", "her", "their", "our"})


def is_negated(draft: Draft, start: int, length: int, entry: Entry) -> bool:
    """Whether it is: "not school", "without a diagnosis". "No friends" tells what is missing, and so what is wanted, as
    "not hearing" does; "I don't like my college" tells where the trouble is."""
    before = draft.before(start)
    if unwanted := _UNWANTED.search(before):
        lacking = unwanted[0].split()[0] == "not" and (
            _is_unable(draft, start) or _is_lacking(draft, start, length, entry)
        )
        return not lacking and not (_DISLIKED.search(before) and _is_attended(draft, start, entry))
    return _DIAGNOSIS in entry.meanings and bool(_MISSING.search(before))


def _is_unable(draft: Draft, start: int) -> bool:
    """Whether what denies the phrase is that somebody can't or won't: "can't ride a bike"."""
    denial = next((token.key for token in reversed(draft.tokens[:start]) if spoken((token.key,)) == ("not",)), "")
    return denial in _UNABLE


def _is_lacking(draft: Draft, start: int, length: int, entry: Entry) -> bool:
    """Whether the phrase is something that a child does or doesn't do by themselves: "not really swallowing"."""
    word = draft.words(start, length)[0]
    needs = {meaning.value for meaning in entry.meanings if meaning.kind == "need"}
    return length == 1 and word.endswith("ing") and word not in _TROUBLES and bool(needs) and needs <= _ABILITIES


def _is_attended(draft: Draft, start: int, entry: Entry) -> bool:
    """Whether it is where somebody goes: one's own club, or any school, nursery or college."""
    owned = start > 0 and draft.tokens[start - 1].key in _OWN
    return owned or any(meaning in _LEARNING or meaning.kind == "setting_type" for meaning in entry.meanings)
