"""One function decides whether a version goes live (`providers.review.publication`): nothing publishes past it, and no
words that skip the review go past `providers.review.services.state_notes`.

Read from the source, so that a new way to publish fails here before anybody uses it.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import doors

REPOSITORY = Path(__file__).parents[3]
ROOMS = ("providers", "search", "tenants", "platform/localoffer", "cms")
PAGES = ("cms/pages/services.py", "cms/starter/services.py")
"""What publishes pages, which are no listings and keep Wagtail's own review."""

DECIDED = {
    "providers/review/services/submissions.py": ("publish_directly",),
    "providers/review/services/council_versions.py": ("publish_or_send",),
    "providers/review/services/bulk_publication.py": ("publish_organisations", "publish_services"),
    "providers/review/services/restoration.py": ("publish_again",),
}
"""What makes a version live, each after it asked `needed_to_go_live`."""

REVIEWED = {"providers/review/publish.py": ("publish_reviewed_revision",)}
"""What makes an approved version live: Wagtail calls it, and it asks who approved."""

ASKS = "needed_to_go_live"
LIVE = {"live", "live_revision", "live_revision_id"}


@pytest.mark.parametrize("room", ROOMS)
def test_nothing_else_makes_a_listing_live(room):
    may = DECIDED.keys() | REVIEWED.keys()
    found = {f"{path}:{node.lineno}" for path, tree in _modules(room) if path not in may for node in _makes_live(tree)}

    assert found == set()


@pytest.mark.parametrize(("path", "name"), [(path, name) for path, names in DECIDED.items() for name in names])
def test_whatever_makes_a_version_live_asks_first(path, name):
    (function,) = (
        node
        for node in ast.walk(ast.parse((REPOSITORY / path).read_text()))
        if isinstance(node, ast.FunctionDef) and node.name == name
    )

    assert ASKS in {_name(node) for node in ast.walk(function) if isinstance(node, ast.Call)}


def test_what_publishes_is_among_the_doors():
    assert {name for names in DECIDED.values() for name in names} <= doors.PUBLISH


@pytest.mark.parametrize(
    ("called", "known"), [(doors.PUBLISH, doors.DOORS), (doors.REFRESH, doors.BESIDES)], ids=["publishes", "refreshes"]
)
def test_every_door_to_what_families_see_is_known(called, known):
    """Whoever joins them says in `tests/doors.py` which door it is; the matrix of doors and rules tries it."""
    callers = {
        path
        for room in ROOMS
        for path, tree in _modules(room)
        if any(isinstance(node, ast.Call) and _name(node) in called for node in ast.walk(tree))
    }

    assert callers == known.keys()


WORDS = {
    "set_temporarily_closed",
    "set_waiting_time",
    "set_waiting_times",
    "set_place_waiting_time",
    "save_waiting_times",
}
"""What lets families read words that no version holds."""
SAY = {
    "providers/review/services/state_notes.py": "decides which words wait for an officer",
    "providers/imports/services/writer.py": "asks `let_be_read` about a whole batch first",
    "platform/localoffer/demo/newcomers.py": "what an invented council says of an invented service",
}


def test_words_that_skip_the_review_are_read_by_nobody_before_they_were_looked_at():
    callers = {
        path
        for room in ROOMS
        for path, tree in _modules(room)
        if any(isinstance(node, ast.Call) and _name(node) in WORDS for node in ast.walk(tree))
    }

    assert callers == SAY.keys()


@pytest.mark.parametrize(
    "code",
    [
        "revision.publish(user=user)",
        "listing.live = True",
        "draft.live, draft.expired = True, False",
        "Service.objects.filter(pk=1).update(live=True)",
        "Service.objects.filter(pk=1).update(live_revision=revision)",
        "PublishRevisionAction(revision).execute()",
    ],
)
def test_a_way_to_make_a_listing_live_is_recognised(code):
    assert list(_makes_live(ast.parse(code)))


@pytest.mark.parametrize("code", ["listing.live = False", "query.filter(live=True)", "publish(work)"])
def test_what_makes_nothing_live_is_left_alone(code):
    assert not list(_makes_live(ast.parse(code)))


def _modules(room: str) -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((REPOSITORY / room).rglob("*.py")):
        inside = str(path.relative_to(REPOSITORY))
        if "migrations" not in path.parts and inside not in PAGES:
            yield inside, ast.parse(path.read_text())


def _makes_live(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            sets = method in ("update", "create") and any(_sets_live(each) for each in node.keywords)
            if method == "publish" or _name(node).startswith("Publish") or sets:
                yield node
        elif isinstance(node, ast.Assign):
            for target, value in _pairs(node):
                if isinstance(target, ast.Attribute) and target.attr in LIVE and not _is_nothing(value):
                    yield target


def _pairs(node: ast.Assign) -> Iterator[tuple[ast.expr, ast.expr]]:
    for target in node.targets:
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            yield from zip(target.elts, node.value.elts, strict=True)
        else:
            yield target, node.value


def _sets_live(keyword: ast.keyword) -> bool:
    return keyword.arg in LIVE and not _is_nothing(keyword.value)


def _is_nothing(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and not value.value


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
