"""The table of OWASP's ASVS 5 in infra/docs/security.md: every requirement once, each with what shows it or why not."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
DOCUMENT = (ROOT / "infra" / "docs" / "security.md").read_text()
# How many requirements of levels 1 and 2 each section of 5.0.0 has, but for those of level 3 between them.
SECTIONS = {
    "6.1": 3,
    "6.2": 12,
    "6.3": 4,
    "6.4": 4,
    "6.5": 5,
    "6.6": 3,
    "6.8": 4,
    "7.1": 3,
    "7.2": 4,
    "7.3": 2,
    "7.4": 5,
    "7.5": 2,
    "7.6": 2,
    "9.1": 3,
    "9.2": 4,
}
ROWS = re.findall(r"^\| (\d\.\d\.\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", DOCUMENT, re.MULTILINE)


def test_every_requirement_of_levels_1_and_2_has_one_row():
    wanted = [f"{section}.{number}" for section, count in SECTIONS.items() for number in range(1, count + 1)]
    assert [number for number, *_ in ROWS] == wanted


@pytest.mark.parametrize(("number", "asks", "here", "shown"), ROWS, ids=[row[0] for row in ROWS])
def test_a_row_says_what_holds_and_what_shows_it_or_why_not(number, asks, here, shown):
    assert re.match(r"(holds|doesn't hold yet|doesn't apply)\b", here)
    cited = re.findall(r"`(tests/[\w/.]+)::(\w+)`", shown)
    for path, name in cited:
        assert re.search(rf"^def {name}\(", (ROOT / path).read_text(), re.MULTILINE), f"{path}::{name}"
    documented = "(#" in shown or "`tenants/" in shown
    assert cited or documented or len(shown.split()) > 3


def test_every_suite_that_is_listed_is_there_and_every_suite_is_listed():
    listed = re.search(r"^## What is tried\n(.*?)^## ", DOCUMENT, re.MULTILINE | re.DOTALL)[1]
    suites = [path for folder in ("isolation", "security") for path in (ROOT / "tests" / folder).glob("test_*.py")]
    assert set(re.findall(r"^\| `(\S+)`", listed, re.MULTILINE)) == {str(path.relative_to(ROOT)) for path in suites}
