"""The ways to get help fit the danger, each with a link, and none is said twice."""

import re

import pytest

from search.results.urgent_help import CALL, SILENT, urgent_help
from tenants.councils.models import Council

BY_KIND = {
    "i want to die": {"tel:111", "tel:116123", "sms:85258?body=SHOUT"},
    "my dad hits me": {"tel:08001111", "tel:08088005000"},
    "my husband hits me": {"tel:08082000247", "tel:08001111"},
    "i was raped": {"tel:08085002222"},
    "forced marriage": {"tel:02070080151"},
    "my son is missing": {"tel:116000", "sms:116000"},
    "i dont feel safe at home": {"tel:116123", "tel:08001111"},
    "not breathing": {"tel:111", "https://111.nhs.uk/"},
}


@pytest.mark.parametrize(("words", "addresses"), BY_KIND.items())
def test_each_kind_has_its_numbers_and_ways_for_those_who_cannot_phone(words, addresses):
    help_ = urgent_help(words, None)
    shown = [way.address for way in (*help_.call, *help_.silent)]
    assert shown[0] == "tel:999"
    assert {*addresses, "sms:999", "https://999bsl.co.uk/"} <= set(shown)
    assert any("55" in way.text for way in help_.silent)
    assert len({(way.text, way.address) for way in (*help_.call, *help_.silent)}) == len(shown)


@pytest.mark.parametrize(
    ("words", "watched"), [("my husband hits me", True), ("my dad hits me", True), ("not breathing", False)]
)
def test_the_page_can_be_left_where_somebody_may_look(words, watched):
    assert urgent_help(words, None).may_be_watched is watched


def test_a_council_adds_its_own_numbers_by_day_and_out_of_hours():
    council = Council(safeguarding_name="MASH", safeguarding_phone="01908 1", safeguarding_out_of_hours="01908 2")
    shown = [way.address for way in urgent_help("my dad hits me", council).call]
    assert shown[:3] == ["tel:999", "tel:019081", "tel:019082"]
    assert "tel:019081" not in [way.address for way in urgent_help("not breathing", council).call]


def test_words_of_no_danger_show_none():
    assert urgent_help("autism", None) is None


def test_every_way_has_one_link_that_can_be_called_texted_or_opened():
    for way in (*CALL, *SILENT):
        assert way.sentence.count("{link}") == 1
        assert re.fullmatch(r"tel:\d+|sms:\d+(\?body=SHOUT)?|https://\S+/", way.address)
