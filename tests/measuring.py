"""Coverage is measured where a test says what a line does: not in sweeps over everything, nor of the same again.

Measuring makes all Python twice as slow, that of libraries too (`infra/decisions/0039-what-tests-measure.md`).
"""

from collections.abc import Generator

import pytest

from tests.databases import ROOT

NOT_MEASURED = ("tests/isolation/", "tests/security/", "tests/differential/", "tests/relevance/")
"""Sweeps: they ask everything there is the same, and say nothing of what a line does."""
UNIT = "tests/unit/"
VALUES = 3
"""How many values of an argument are measured, where a test needs more than its module."""


def is_measured(item: pytest.Item) -> bool:
    """Whether lines that this test runs count as covered."""
    path = item.path.relative_to(ROOT).as_posix()
    called_with = getattr(item, "callspec", None)
    often = called_with is not None and max(called_with.indices.values(), default=0) >= VALUES
    return path.startswith(UNIT) or not (often or path.startswith(NOT_MEASURED))


class Measuring:
    """Pauses what pytest-cov has started, around each test with its fixtures."""

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, bool | None, bool | None]:
        """Runs one test, or has it run, measured or not."""
        controller = getattr(item.config.pluginmanager.getplugin("_cov"), "cov_controller", None)
        if controller is not None and controller.started == (not is_measured(item)):
            controller.resume() if is_measured(item) else controller.pause()
        return (yield)
