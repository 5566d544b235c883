"""Our own log lines say what happened in fixed words, and about whom by keys: no field may quote anybody."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
ROOMS = ("platform/localoffer", "tenants", "search", "providers", "cms")
METHODS = {"debug", "info", "warning", "error", "exception", "critical", "log"}
FIELDS = {
    *("at", "document", "fault", "kind", "link", "reader", "view", "virus"),
    *("attempts", "bad_rows", "council", "drift", "engine", "error", "exc_info"),
    *("edition", "export", "extra", "given", "hash"),
    *(
        "is_new",
        "key",
        "mail",
        "mails",
        "mending",
        "page",
        "position",
        "problem",
        "reason",
        "seconds",
        "source",
        "stale",
        "status",
    ),
    *("task", "template", "tried", "tries", "upload"),
}
"""Numbers, our own keys, and names of classes, places in the code, tasks, templates and viruses. A new one
must never hold what somebody typed."""


def log_calls():
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                match node:
                    case ast.Call(func=ast.Attribute(value=ast.Name(id="log" | "logger"), attr=attr)) if (
                        attr in METHODS
                    ):
                        yield pytest.param(node, id=f"{path.relative_to(ROOT)}:{node.lineno}")


CALLS = list(log_calls())


def names_of(call):
    for keyword in call.keywords:
        yield keyword.arg
        if isinstance(keyword.value, ast.Dict):
            yield from (key.value for key in keyword.value.keys)


def is_fixed(node):
    return isinstance(node, ast.Constant) or (
        isinstance(node, ast.IfExp) and is_fixed(node.body) and is_fixed(node.orelse)
    )


def test_the_calls_are_found():
    assert len(CALLS) > 20


@pytest.mark.parametrize("call", CALLS)
def test_a_line_of_ours_is_fixed_words_and_known_fields(call):
    assert [is_fixed(each) for each in call.args] == [True]
    assert set(names_of(call)) <= FIELDS
