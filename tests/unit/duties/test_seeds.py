"""No bullet and no sentence of the source documents that asks for something is without a duty, in our own words."""

import re

import pytest

from cms.duties.register import LawState, Level, platform_duties
from tests.open_data import LEFT_OUT
from tests.unit.duties.seeds import ASKS, SEEDS, paragraphs, places_of_others, places_of_the_code

pytestmark = pytest.mark.skipif(not SEEDS.exists(), reason=f"{LEFT_OUT}seeds")
DUTIES = list(platform_duties().values())
NAMED = {place for duty in DUTIES for place in duty.places}
COPIED = 8
"""So many words in a row are a quotation."""


def test_the_code_has_its_81_bullets_and_the_mark_that_stands_alone_is_no_82nd():
    assert sum(len(bullets) for bullets, _ in paragraphs().values()) == 81
    bullets, _ = paragraphs()["4.55"]
    assert bullets[1].startswith("how young people can access")


def test_every_bullet_and_every_must_or_should_of_the_code_has_a_duty():
    asked = {place for place, text in places_of_the_code().items() if ":b" in place or ASKS.search(text)}
    assert sorted(asked - NAMED) == []


def test_every_must_or_should_of_the_other_documents_has_a_duty():
    asked = {place for place, text in places_of_others().items() if ASKS.search(text)}
    assert sorted(asked - NAMED) == []


def test_every_place_that_a_duty_names_is_there():
    there = places_of_the_code().keys() | places_of_others().keys()
    assert sorted(NAMED - there) == []


def test_a_musts_and_shoulds_of_the_code_are_about_as_many_as_were_counted_in_it():
    of_the_code = [duty for duty in DUTIES if duty.code.startswith("4.")]
    levels = [duty.level for duty in of_the_code]
    assert len(of_the_code) >= 145
    assert (levels.count(Level.MUST), levels.count(Level.SHOULD)) == (75, 68)


def test_no_title_or_explanation_is_copied():
    quoted = " ".join(_words(" ".join([*places_of_the_code().values(), *places_of_others().values()])))
    for duty in DUTIES:
        for text in (duty.title, duty.explanation):
            words = _words(text)
            runs = (" ".join(words[start : start + COPIED]) for start in range(len(words) - COPIED + 1))
            assert not [run for run in runs if run in quoted], duty.code


def test_what_was_announced_in_2026_is_there_and_not_in_force():
    announced = [duty for duty in DUTIES if duty.code.startswith("2026.")]
    assert len(announced) >= 8
    assert {duty.state for duty in announced} == {LawState.ANNOUNCED}


def _words(text):
    return re.findall(r"[a-z0-9’']+", text.lower())
