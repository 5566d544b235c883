"""Writes live in services: a module named `services`, or one inside a package of that name (decision 0013).

Read from the source: whatever opens a transaction or changes rows anywhere else fails here, also in code nobody runs.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[3]
ROOMS = ("cms", "providers", "search", "tenants", "platform/localoffer")

ELSEWHERE = {
    "platform/localoffer/demo": "the demo writes as the people it invents would, and some dates that no service sets",
    "platform/localoffer/storage.py": "the files of a bucket, no rows",
    "providers/review/models.py": "Wagtail calls a task's start() inside its own transaction",
    "search/adapters/postgres/engine.py": "a transaction that reads alone, for its statement timeout",
    "tenants/accounts/models.py": "the manager's create_user, which Django's own commands and allauth call",
}
"""Where else, and why. A folder stands for all in it."""

ALWAYS = {"save_revision", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "add_child"}
ON_ROWS = {"create", "update", "delete", "save"}
NOT_ROWS = {"form", "picture", "book", "bare", "image", "pdf"}
"""Names of what has a `save` and is no row."""


@pytest.mark.parametrize("room", ROOMS)
def test_only_services_write(room):
    assert [line for path in _modules(room) for line in _writes(path)] == []


def test_every_exception_is_needed():
    needed = {place for place in ELSEWHERE for path in _files(place) if any(_writes(path))}

    assert sorted(set(ELSEWHERE) - needed) == []


@pytest.mark.parametrize(
    "code",
    [
        "with transaction.atomic(): pass",
        "@transaction.atomic\ndef put(): pass",
        "Service.objects.create(name=name)",
        "Service.objects.filter(pk=1).update(live=True)",
        "row.save(update_fields=['name'])",
        "self.rows.all().delete()",
        "Service._default_manager.bulk_create(rows)",
        "page.save_revision()",
        "cursor.execute('INSERT INTO listings_service VALUES (1)')",
    ],
)
def test_a_write_is_recognised(code):
    assert list(_found(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "form.save(request)",
        "seen.update(more)",
        "cursor.execute('SELECT 1')",
        "@transaction.non_atomic_requests\ndef page(): pass",
    ],
)
def test_what_is_no_write_is_left_alone(code):
    assert not list(_found(ast.parse(code)))


def _modules(room: str) -> Iterator[Path]:
    for path in sorted((REPOSITORY / room).rglob("*.py")):
        inside = path.relative_to(REPOSITORY)
        if not {"services", "migrations"} & set(inside.with_suffix("").parts) and not _excepted(inside):
            yield path


def _excepted(inside: Path) -> bool:
    return any(inside.is_relative_to(place) for place in ELSEWHERE)


def _files(place: str) -> list[Path]:
    path = REPOSITORY / place
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def _writes(path: Path) -> Iterator[str]:
    for node in _found(ast.parse(path.read_text())):
        yield f"{path.relative_to(REPOSITORY)}:{node.lineno}"


def _found(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        opens = isinstance(node, ast.Attribute) and node.attr == "atomic"
        called = node.func if isinstance(node, ast.Call) else None
        if opens or (isinstance(called, ast.Attribute) and _changes_rows(node, called)):
            yield node


def _changes_rows(call: ast.Call, called: ast.Attribute) -> bool:
    if called.attr in ALWAYS:
        return True
    if called.attr == "execute":
        return any(_is_changing_sql(part) for part in ast.walk(call))
    if called.attr not in ON_ROWS:
        return False
    base = called.value
    if called.attr == "save":
        return not (isinstance(base, ast.Name) and base.id in NOT_ROWS) and not isinstance(base, ast.Call)
    return any(isinstance(part, ast.Attribute) and part.attr in _MANAGERS for part in ast.walk(base))


def _is_changing_sql(part: ast.AST) -> bool:
    words = part.value.lstrip().upper() if isinstance(part, ast.Constant) and isinstance(part.value, str) else ""
    return words.startswith(("INSERT", "UPDATE", "DELETE", "TRUNCATE", "DROP", "CREATE", "ALTER", "COPY"))


_MANAGERS = {"objects", "_default_manager", "all", "filter", "exclude"}
