"""How a rule stands, for every reason that the register gives."""

from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from cms.duties.evidence import Facts, Standing, findings_of, together
from cms.duties.holdings import Holdings, Listing
from cms.duties.models import PageKind, ProcessKind
from cms.duties.register import LawState, Level, platform_duties
from cms.duties.rules import read_rule
from search.vocabulary import NEEDS, TOPICS

TODAY = date(2026, 12, 1)
TERMS = {"topic": {term.code: term.label for term in TOPICS}, "need": {term.code: term.label for term in NEEDS}}


def listing(*tokens, ages=(0, 25), stale=False, broken=False):
    return Listing(tokens=tokens, ages=ages, stale=stale, broken=broken)


def held(*listings):
    holdings = Holdings()
    for each in listings:
        holdings.add(each)
    return holdings


def facts(*listings, **others):
    values = {"holdings": held(*listings), "pages": {}, "occasions": {}, "terms": TERMS, **others}
    return Facts(today=TODAY, **values)


def duty(rule, *, health=False):
    return replace(platform_duties()["4.30.1"], rule=read_rule(rule), health=health, code="x")


def judged(rule, facts, *, health=False):
    one = duty(rule, health=health)
    found = findings_of(one, facts)
    return together(one.rule, found), " ".join(each.words for each in found)


SPORT = listing("topic:leisure", "sector:leisure", "tier:universal", "audience:families", "need:autism")


@pytest.mark.parametrize(
    ("rule", "listings", "standing", "words"),
    [
        ("service topic=leisure", [SPORT], "covered", "1 listing."),
        ("service topic=leisure", [], "missing", "No listing"),
        ("service topic=leisure min=2", [SPORT], "weak", "Few: 1 listing of at least 2."),
        ("service topic=leisure,travel sector=leisure", [SPORT], "covered", "1 listing."),
        ("service topic=leisure sector=health", [SPORT], "missing", "No listing"),
        ("service need=epilepsy", [listing("need:all-send")], "covered", "1 listing."),
        ("service topic=leisure", [replace(SPORT, stale=True)], "weak", "Overdue: 1 of 1 listing"),
        ("service topic=leisure", [replace(SPORT, stale=True), SPORT], "covered", "2 listings."),
        ("service topic=leisure fresh", [replace(SPORT, stale=True), SPORT], "weak", "Overdue: 1 of 2 listings"),
        ("service topic=leisure", [replace(SPORT, broken=True)], "weak", "Broken links: 1 of 1 listing"),
        ("service topic=leisure ages=5-25", [replace(SPORT, ages=(7, 20))], "weak", "ages 5 to 6, 21 to 25."),
        ("service topic=leisure ages=7-20", [replace(SPORT, ages=(7, 99))], "covered", "1 listing."),
        ("service every=tier:universal,specialist", [SPORT], "weak", "Nothing for: Specialist, longer-term."),
        ("service every=tier:universal", [SPORT], "covered", "1 listing."),
        ("service out_of_area", [SPORT], "missing", "No listing"),
        ("service out_of_area", [listing("out_of_area:yes")], "covered", "1 listing."),
        ("service section_41", [listing("section_41:yes")], "covered", "1 listing."),
        ("service personal_budget", [listing("personal_budget:yes")], "covered", "1 listing."),
        ("service free", [SPORT], "missing", "No listing"),
        ("service topic=no-such-topic", [SPORT], "unknown", "“no-such-topic” is none of your needs and topics"),
        ("service topic=leisure & service out_of_area", [SPORT], "weak", "No listing"),
        ("service topic=leisure | service out_of_area", [SPORT], "covered", "1 listing."),
        ("page & service out_of_area", [SPORT], "missing", "No page is named for it."),
    ],
)
def test_a_rule_about_listings_stands_for_a_reason(rule, listings, standing, words):
    found, said = judged(rule, facts(*listings))
    assert (found, words in said) == (standing, True), said


def test_a_topic_that_was_merged_into_another_is_asked_for_as_that():
    merged = facts(SPORT, current=lambda _, code: "leisure" if code == "sport" else code)
    assert judged("service topic=sport", merged)[0] == Standing.COVERED


def tagged(*, live=True, kind=PageKind.PAGE, signed=2, until=date(2027, 6, 1), partner=None, published=1, pk=7):
    at = {
        1: datetime(2026, 11, 1, tzinfo=UTC),
        2: datetime(2026, 11, 2, tzinfo=UTC),
        3: datetime(2026, 11, 3, tzinfo=UTC),
    }
    page = SimpleNamespace(pk=pk, title="Travel", live=live, last_published_at=at.get(published))
    return SimpleNamespace(
        page=page, kind=kind, signed_at=at.get(signed), until=until if signed else None, partner_at=at.get(partner)
    )


@pytest.mark.parametrize(
    ("pages", "health", "standing", "words"),
    [
        ([], False, "missing", "No page is named"),
        ([tagged()], False, "covered", "is signed until 1 June 2027."),
        ([tagged(signed=None)], False, "weak", "Nobody has signed"),
        ([tagged(until=date(2026, 11, 30))], False, "weak", "ended on 30 November 2026."),
        ([tagged(until=TODAY)], False, "covered", "is signed until"),
        ([tagged(live=False)], False, "missing", "isn’t published"),
        ([tagged(published=3)], False, "weak", "has changed since"),
        ([tagged()], True, "weak", "waits for a partner reviewer"),
        ([tagged(partner=3)], True, "covered", "is signed until"),
        ([tagged(partner=1)], True, "weak", "waits for a partner reviewer"),
        ([tagged(signed=None), tagged()], False, "covered", "is signed until"),
        ([tagged(kind=PageKind.STATEMENT)], False, "missing", "No page is named"),
    ],
)
def test_a_page_counts_while_it_is_live_and_signed(pages, health, standing, words):
    found, said = judged("page", facts(pages={"x": pages}), health=health)
    assert (found, words in said) == (standing, True), said


def test_a_page_that_not_everybody_may_read_is_no_evidence():
    assert judged("page", facts(pages={"x": [tagged()]}, closed_pages={7}))[0] == Standing.MISSING


@pytest.mark.parametrize(
    ("on", "standing"), [(None, "missing"), (date(2025, 12, 1), "covered"), (date(2025, 11, 30), "weak")]
)
def test_a_process_counts_while_it_is_recent_enough(on, standing):
    occasions = {ProcessKind.COMMENTS: SimpleNamespace(on=on)} if on else {}
    assert judged("process comments within=365", facts(occasions=occasions))[0] == standing


@pytest.mark.parametrize(
    ("rule", "lost"),
    [("service free", "holdings"), ("page", "pages"), ("process review within=9", "occasions")],
)
def test_what_could_not_be_read_is_unknown(rule, lost):
    assert judged(rule, facts(SPORT, **{lost: None}))[0] == Standing.UNKNOWN


def test_one_unknown_clause_leaves_the_whole_unknown_unless_another_is_enough():
    lost = facts(holdings=None, pages={"x": [tagged()]})
    assert judged("page & service free", lost)[0] == Standing.UNKNOWN
    assert judged("page | service free", lost)[0] == Standing.COVERED


@pytest.mark.parametrize(
    ("values", "holds"),
    [
        ({}, True),
        ({"state": LawState.ANNOUNCED}, False),
        ({"state": LawState.PAST}, False),
        ({"state": LawState.SUPERSEDED}, False),
        ({"since": date(2027, 1, 1)}, False),
        ({"until": date(2026, 11, 30)}, False),
        ({"until": TODAY}, True),
    ],
)
def test_only_what_is_law_today_is_counted(values, holds):
    assert replace(duty("page"), **values).holds_on(TODAY) is holds


def test_levels_have_words():
    assert [level.words for level in Level] == ["Must", "Should", "May", "Promised"]
