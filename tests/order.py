"""What two workers take in which order: neither waits for the other, at the start or at the end.

One worker begins with the journeys and has the database made that both copy; the other has the unit tests meanwhile,
which need none. What takes long follows, and the rest ends the run.
"""

import gc
from collections.abc import Generator

import pytest

from tests.databases import ROOT
from tests.measuring import NOT_MEASURED, UNIT

ONE_BY_ONE = ("tests/security/", "tests/isolation/")
"""Folders whose tests take long enough to be handed out alone; of the others a worker takes a module."""


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None, None, None]:
    """Group what is handed out together, and sort; within each part the order stays as it was drawn."""
    for item in items:
        if not _path(item).startswith(ONE_BY_ONE) and item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(_path(item)))
    yield
    items.sort(key=_turn)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is collected stays until the end: no search for garbage goes through it, now or later."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


def _turn(item: pytest.Item) -> int:
    """Journeys first, then unit tests, then sweeps and what commits: that runs other processes or waits for them."""
    database = item.get_closest_marker("django_db")
    commits = database is not None and bool(database.kwargs.get("transaction"))
    turns = (("tests/journeys/",), (UNIT,), (*ONE_BY_ONE, *NOT_MEASURED))
    return next((turn for turn, folders in enumerate(turns) if _path(item).startswith(folders)), 2 if commits else 3)


def _path(item: pytest.Item) -> str:
    return item.path.relative_to(ROOT).as_posix()
