"""What people write into a cell to say that there is nothing in it, and what “free” means where it is the question."""

from typing import Final

from tenants.text.plain import folded

_NOTHING: Final = frozenset(
    {
        "n/a",
        "n.a",
        "n.a.",
        "na",
        "not applicable",
        "not available",
        "not known",
        "unknown",
        "not stated",
        "not specified",
    }
    | {"-", "--", "---", ".", "..", "...", "?", "??", "x", "xx", "xxx", "#n/a", "null", "nan", "undefined", "(blank)"}
    | {"tbc", "t.b.c", "t.b.c.", "tba", "tbd", "to be confirmed", "to be advised", "to be announced", "to follow"}
)
_NO_CONTENT: Final = frozenset(
    {"none", "(none)", "various", "varies", "variable", "vary", "it varies", "times vary", "days and times vary"}
    | {"see website", "see our website", "see the website", "please see website", "please see our website"}
    | {"see web site", "see above", "see below", "see description", "see notes", "as above", "website", "check website"}
)
_ONLY_PLAIN: Final = "hide_address"
"""The column where only a plain answer may show an address."""
_SAYS_ENOUGH: Final = frozenset({"name", "waiting_time"})
"""Columns where “none” and “varies” tell families something."""
_YES_NO: Final[dict[str, dict[str, str]]] = {
    "free": {
        **dict.fromkeys(("free", "free of charge", "no charge", "no cost", "no charges", "no fee"), "yes"),
        **dict.fromkeys(
            ("charges apply", "charge", "charged", "chargeable", "paid", "cost", "there is a charge"), "no"
        ),
        **dict.fromkeys(("not free", "fee", "fees apply", "charges", "there is a cost"), "no"),
    },
    "section_41": {"approved": "yes", "section 41 approved": "yes", "not approved": "no"},
}


def meant(column: str, cell: str) -> str:
    """A clean cell of `column`, or "" where its words say nothing: `N/A`, `-`, `TBC`, `None`, `Varies`, `see website`.
    `Free` and `Charges apply` in the column `free` are yes and no."""
    words = folded(cell).casefold().rstrip(".!") or folded(cell)
    if words in _YES_NO.get(column, {}):
        return _YES_NO[column][words]
    if column == _ONLY_PLAIN:
        return cell
    says_nothing = words in _NOTHING or (words in _NO_CONTENT and column not in _SAYS_ENOUGH)
    return "" if says_nothing else cell
