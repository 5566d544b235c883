"""SQL on the search table is written in `search/index` alone, but for the engine that searches it."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from search.index.models import SearchPlace, SearchRow

ROOT = Path(__file__).parents[3]
ROOMS = ("cms", "platform", "providers", "search", "tenants")
TABLES = (SearchRow._meta.db_table, SearchPlace._meta.db_table)
MODELS = {SearchRow.__name__, SearchPlace.__name__}
RAW = {"raw", "extra", "RawSQL", "_meta"}
WRITTEN_BY = ("search/index/", "search/adapters/postgres/")
"""The adapter is the one exception: its statement is the search itself."""
PAST = "/migrations/"


def raw_sql_in(source: str) -> Iterator[str]:
    """What a module has of SQL on the search table: its name in a text, or its models' ways around the ORM."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from (table for table in TABLES if table in node.value)
        if isinstance(node, ast.Attribute) and node.attr in RAW:
            names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
            yield from (f"{name}….{node.attr}" for name in names & MODELS)


def modules() -> Iterator[str]:
    paths = (path.relative_to(ROOT).as_posix() for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    return (path for path in paths if PAST not in path and not path.startswith(WRITTEN_BY))


def test_no_other_module_has_sql_on_the_search_table():
    found = {path: list(raw_sql_in((ROOT / path).read_text(encoding="utf-8"))) for path in modules()}

    assert len(found) > 300
    assert {path: sql for path, sql in found.items() if sql} == {}


@pytest.mark.parametrize(
    "source",
    [
        'cursor.execute("SELECT key FROM search_index_searchrow")',
        'cursor.execute(f"SELECT {columns} FROM search_index_searchplace WHERE row_id = 1")',
        'class Meta:\n    db_table = "search_index_searchrow"',
        'SearchRow.objects.raw("SELECT 1")',
        'SearchRow.objects.filter(deleted=False).extra(where=["true"])',
        'cursor.execute("SELECT key FROM " + SearchRow._meta.db_table)',
    ],
)
def test_sql_on_it_would_be_found(source):
    assert list(raw_sql_in(source))


def test_the_models_own_queries_are_no_sql():
    assert not list(raw_sql_in('SearchRow.objects.filter(key="service:a", deleted=False).values_list("key")'))


def test_no_two_models_have_one_table():
    tables = Counter(model._meta.db_table for model in apps.get_models() if not model._meta.proxy)

    assert [table for table, models in tables.items() if models > 1] == []
