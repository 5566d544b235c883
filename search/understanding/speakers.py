"""Who writes: a young person's own words lead to help for them, not for parent carers."""

from itertools import pairwise
from typing import Final

from search.understanding.draft import Draft
from search.understanding.lexicon import WITHIN, Entry, Meaning

_FIRST: Final = frozenset({"i", "im", "ive", "id", "ill", "me", "myself"})
_OF_OTHERS: Final = frozenset(
    [
        *("son", "sons", "daughter", "daughters", "child", "children", "childs", "kid", "kids", "boy", "girl", "baby"),
        *(
            "toddler",
            "twins",
            "lad",
            "he",
            "hes",
            "him",
            "his",
            "she",
            "shes",
            "her",
            "they",
            "theyre",
            "them",
            "their",
        ),
        *("husband", "wife", "partner", "ex", "hubby", "carer", "carers", "nephew", "niece", "grandson"),
        *("granddaughter", "stepson", "stepdaughter", "grandchild", "parent", "caring", "mums", "dads", "we", "our"),
    ]
)
_ELDERS: Final = frozenset(
    ["parents", "mum", "dad", "mam", "mom", "mother", "father", "stepdad", "stepmum", "teacher", "teachers", "exams"]
)
_LEARNING: Final = frozenset({"school", "college", "sixth", "class", "lessons"})
_OLDEST: Final = 25
_COPING: Final = frozenset(["cope", "coping", "overwhelmed", "struggling", "desperate"])
_PARENT_CARERS: Final = Meaning("topic", "parent-carers")
_OWN_HELP: Final = (Meaning("need", "social-emotional-mental-health"), Meaning(WITHIN, "mental-health"))
_OWN_WORDS: Final = ("mental health", "wellbeing", "counselling")


def speaks_of_oneself(draft: Draft) -> bool:
    """Whether somebody writes of themselves and nobody else."""
    keys = {token.key for token in draft.tokens}
    return bool(keys & _FIRST) and not keys & _OF_OTHERS


def is_young(draft: Draft) -> bool:
    """Whether who writes of themselves is a child or young person, by an age, their parents or their school."""
    if not speaks_of_oneself(draft):
        return False
    if draft.ages is not None:
        return draft.ages.high <= _OLDEST
    return any(
        (one.key == "my" and other.key in _ELDERS | _LEARNING) or (one.key in {"at", "to"} and other.key in _LEARNING)
        for one, other in pairwise(draft.tokens)
    )


def for_speaker(draft: Draft, start: int, length: int, entry: Entry) -> Entry:
    """What a phrase means from who writes: not coping, said of oneself alone, is no parent carer's."""
    if _PARENT_CARERS not in entry.meanings or not speaks_of_oneself(draft):
        return entry
    if not is_young(draft) and _COPING.isdisjoint(draft.words(start, length)):
        return entry
    others = tuple(meaning for meaning in entry.meanings if meaning != _PARENT_CARERS)
    return Entry(tuple(dict.fromkeys((*others, *_OWN_HELP))), _OWN_WORDS)


def note_speaker(draft: Draft) -> None:
    """Wish for what is for young people where one of them writes."""
    if is_young(draft) and "audience:young-people" not in draft.ignore:
        draft.add_wish("audience", "young-people")
