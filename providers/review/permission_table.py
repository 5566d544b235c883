"""Who may do what in the review, as a table: made from the one table of moves and from the acts beside it.

`PERMISSIONS.md` is its printed form. Tests try each cell, and keep the file as this module writes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from providers.review.states import TRANSITIONS, UNDO_MINUTES, Who

ROLES: Final[Mapping[str, str]] = {
    "anonymous": "Not signed in",
    "viewer": "Viewer",
    "editor": "Editor",
    "owner": "Owner",
    "outsider": "Another organisation’s owner",
    "officer_who_sent": "Officer who wrote or sent it",
    "officer": "Another officer",
    "partner": "Partner reviewer",
    "manager": "Manager",
    "commissioner": "Commissioner",
    "content_editor": "Content editor",
}
_WRITERS: Final = frozenset({"editor", "owner", "officer_who_sent"})
_OFFICERS: Final = frozenset({"officer", "officer_who_sent"})
_READERS: Final = frozenset({"viewer", *_WRITERS, "officer"})
MAY: Final[Mapping[Who, frozenset[str]]] = {
    Who.EDITOR: _WRITERS,
    Who.OFFICER: frozenset({"officer"}),
    Who.SECOND_REVIEWER: frozenset({"partner"}),
    Who.RULES: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Act:
    """Something people do that moves no listing through its review."""

    name: str
    words: str
    may: frozenset[str]


ACTS: Final = (
    Act("read_draft", "Read what isn’t live yet", _READERS),
    Act("read_remarks", "Read the reviewers’ remarks", _OFFICERS),
    Act("accept_with_edits", "Correct what was sent, and approve it", MAY[Who.OFFICER]),
    Act("approve_many", "Approve it as one of many", MAY[Who.OFFICER]),
    Act(
        "undo_decision",
        f"Take a decision back within {UNDO_MINUTES} minutes, one of the rules until somebody goes on",
        MAY[Who.OFFICER],
    ),
    Act("assign", "Say who looks at it", _OFFICERS),
    Act("comment", "Write a remark for the reviewers", _OFFICERS),
    Act("mark_checked", "Look later at what the rules approved", MAY[Who.OFFICER]),
    Act("suspend", "Suspend it, or lift that", _OFFICERS),
    Act("set_trusted", "Trust its organisation", _OFFICERS),
    Act("council_edit", "Change it for its people (a council edit)", _OFFICERS),
    Act("approve_council_edit", "Approve a council edit of somebody else’s", _OFFICERS),
    Act("change_settings", "Change how the council reviews", frozenset({"manager"})),
    Act("manage_people", "Say who works at the council, and as what", frozenset({"manager"})),
)
"""As they are at the first step; at the second its reviewer has the officers' place."""


def permission_matrix() -> str:
    """The whole table in Markdown."""
    head = ["What", *ROLES.values()]
    rows = [_row(f"`{name}`: {_moves(name)}", MAY[move.who]) for name, move in TRANSITIONS.items()]
    rows += [_row(f"`{act.name}`: {act.words}", act.may) for act in ACTS]
    lines = [_line(head), _line(["---", *[":-:"] * len(ROLES)]), *rows]
    return "\n".join([*_INTRODUCTION, "", *lines, ""])


_INTRODUCTION: Final = (
    "# Who may do what in the review",
    "",
    "Written by `providers.review.permission_table` from the table of moves; tests try every cell.",
    "The officer who wrote or sent it is a member of the organisation, too, as an editor.",
    "The partner reviewer stands for whoever gives second approvals, who did not give the first.",
    "`approve_automatically` is nobody's: the council's rules do it.",
)


def _moves(name: str) -> str:
    return "; ".join(f"{old.value} → {new.value}" for old, new in TRANSITIONS[name].moves.items())


def _row(words: str, may: frozenset[str]) -> str:
    return _line([words, *("yes" if role in may else "–" for role in ROLES)])


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
