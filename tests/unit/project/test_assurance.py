"""Who says that a listing was checked: nobody but the people who did (decision 0027).

Read from the source, so that a new way to say it fails here before anybody is told what nobody said.
"""

import ast
from pathlib import Path

REPOSITORY = Path(__file__).parents[3]
ROOMS = ("providers", "search", "tenants", "cms")

MAY = {
    "providers/listings/services/checks.py": "its people say so, in the portal or by a reminder's link",
    "providers/assurance/services.py": "an officer says so of what the council keeps for its people",
    "providers/upkeep/services/several.py": "somebody says so to an officer, by phone",
}
"""What records a check, and whose word it is."""

READ_INTO_DOCUMENTS = {"cms/pages/projection.py", "providers/listings/projection.py"}
"""A document's field of the same name."""


def _names(tree):
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} | {
        node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)
    }


def _modules():
    for room in ROOMS:
        for path in sorted((REPOSITORY / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield str(path.relative_to(REPOSITORY)), ast.parse(path.read_text())


def test_only_a_persons_word_is_recorded_as_a_check():
    assert {path for path, tree in _modules() if "record_check" in _names(tree)} == MAY.keys()


def test_nothing_else_sets_when_a_listing_was_checked():
    setting = {
        path
        for path, tree in _modules()
        for node in ast.walk(tree)
        if (isinstance(node, ast.keyword) and node.arg in ("last_assured_by", "last_assured"))
        or (
            isinstance(node, ast.Attribute)
            and node.attr in ("last_assured", "last_assured_by")
            and isinstance(node.ctx, ast.Store)
        )
    }
    assert setting <= {"providers/listings/services/checks.py", *READ_INTO_DOCUMENTS}
