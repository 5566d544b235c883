"""What no template may hold."""

import re

import pytest

from tests.unit.project.templates import TEMPLATES


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_half_merged_lines_are_shown_to_anybody(name):
    assert not re.search(r"^(<{7}|={7}|>{7})", TEMPLATES[name], re.MULTILINE)
