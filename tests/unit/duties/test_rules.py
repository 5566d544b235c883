"""The language of evidence: what it says, that it reads back as itself, and that nothing in it is guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.duties.models import PageKind, ProcessKind
from cms.duties.register import platform_duties
from cms.duties.rules import (
    LONGEST_RULE,
    BadRule,
    PageClause,
    ProcessClause,
    Rule,
    ServiceClause,
    read_rule,
    write_rule,
)
from search.vocabulary import NEEDS, SECTOR, SETTING_TYPE, TIER, TOPICS


def some_of(codes):
    return st.lists(st.sampled_from(list(codes)), min_size=1, max_size=3, unique=True).map(tuple)


CHOSEN = st.fixed_dictionaries(
    {}, optional={"topic": some_of(["leisure", "travel"]), "sector": some_of(SECTOR), "tier": some_of(TIER)}
)
AGES = st.tuples(st.integers(0, 25), st.integers(0, 25)).map(sorted).map(tuple)
SERVICES = st.builds(
    ServiceClause,
    chosen=CHOSEN,
    flags=st.frozensets(st.sampled_from(["out_of_area", "section_41", "free", "personal_budget"])),
    at_least=st.integers(1, 500),
    fresh=st.booleans(),
    ages=st.none() | AGES,
    every=st.none() | st.tuples(st.just("setting_type"), some_of(SETTING_TYPE)),
)
CLAUSES = st.one_of(
    st.builds(PageClause, kind=st.sampled_from(PageKind)),
    st.builds(ProcessClause, kind=st.sampled_from(ProcessKind), within=st.integers(1, 3660)),
    SERVICES,
)
SINGLE = st.builds(Rule, clauses=st.tuples(CLAUSES))
DOUBLE = st.builds(Rule, clauses=st.tuples(CLAUSES, CLAUSES), any=st.booleans())


@given(SINGLE | DOUBLE)
def test_a_rule_reads_back_as_itself(rule):
    text = write_rule(rule)
    if len(text) <= LONGEST_RULE:
        assert read_rule(text) == rule


@given(st.text(max_size=LONGEST_RULE + 5) | st.text("&|=,:-pagesrvicmnt0123 ", max_size=60))
def test_any_text_is_a_rule_or_a_sentence_about_it(text):
    rule, problem = read_or_problem(text)
    assert problem.endswith(".") if rule is None else read_rule(write_rule(rule)) == rule


def read_or_problem(text):
    try:
        return read_rule(text), ""
    except BadRule as problem:
        return None, str(problem)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "A clause is missing"),
        ("page &", "A clause is missing"),
        ("page & statement | page", "not by both"),
        ("leaflet", "“leaflet” is no kind of evidence"),
        ("page about", "Nothing follows “page”"),
        ("process", "Say which process"),
        ("process parties within=3", "Say which process"),
        ("process comments", "within="),
        ("process comments within=0", "from 1 to 3660"),
        ("process comments within=٣", "from 1 to 3660"),
        ("service sector=magic", "“magic” is no sector"),
        ("service colour=red", "“colour” is nothing that is known"),
        ("service topic=leisure,leisure", "a code twice"),
        ("service topic=leisure topic=travel", "“topic” is said twice"),
        ("service fresh fresh", "said twice"),
        ("service min=many", "from 1 to 500"),
        ("service topic", "can’t be read"),
        ("service topic=", "can’t be read"),
        ("service ages=5", "two numbers"),
        ("service ages=9-5", "lower age comes first"),
        ("service ages=0-99", "from 0 to 25"),
        ("service every=colour:red", "no group of codes"),
        ("service every=tier:odd", "“odd” is no tier"),
        ("x" * (LONGEST_RULE + 1), "400 characters"),
    ],
)
def test_what_is_not_known_is_refused_in_words(text, words):
    with pytest.raises(BadRule, match=words):
        read_rule(text)


def test_the_platforms_rules_name_topics_and_needs_that_councils_start_with():
    there = {"topic": {term.code for term in TOPICS}, "need": {term.code for term in NEEDS}}
    for duty in platform_duties().values():
        for clause in duty.rule.clauses:
            if isinstance(clause, ServiceClause):
                for name in clause.chosen.keys() & there.keys():
                    assert set(clause.chosen[name]) <= there[name], duty.code
