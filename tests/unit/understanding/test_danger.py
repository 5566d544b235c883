"""Who may be in danger is told where to get help at once, however it is written; who asks about other things seldom is.

The sentences of `danger/` are judged by hand. Patterns and weights are tuned on the `_tuned` ones alone; what is
promised is held by the `_held_out` ones, which nobody tunes on.
"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.understanding.danger import CHILD, FORCED, MEDICAL, MISSING, PARTNER, SEXUAL, SUICIDE, UNSAFE, read_danger
from search.understanding.danger_patterns import ordinary, patterns
from search.understanding.danger_words import MOST_WORDS, words_of_danger
from tests.unit.understanding.council_context import chips

FOLDER = Path(__file__).parent / "danger"
LEAST_HITS = 0.95
MOST_FALSE_ALARMS = 0.08
KINDS = {SUICIDE, CHILD, PARTNER, SEXUAL, FORCED, MISSING, UNSAFE, MEDICAL}


def judged(name):
    """The sentences of one list, each with the heading that it stands under."""
    found, kind = [], ""
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            kind = line.removeprefix("# ")
        else:
            found.append((line, kind))
    return found


@pytest.mark.parametrize("name", ["danger_tuned", "danger_held_out"])
def test_most_of_the_judged_sentences_show_help(name):
    sentences = judged(name)
    missed = [words for words, _ in sentences if not read_danger(words)]
    assert {kind for _, kind in sentences} == KINDS
    assert len(missed) <= len(sentences) * (1 - LEAST_HITS), (
        f"{len(sentences) - len(missed)} of {len(sentences)}: {missed}"
    )


@pytest.mark.parametrize("name", ["danger_tuned", "danger_held_out"])
def test_most_of_them_are_read_as_their_kind(name):
    sentences = judged(name)
    other = [words for words, kind in sentences if kind not in read_danger(words).kinds]
    assert len(other) <= len(sentences) * 0.15


@pytest.mark.parametrize("name", ["ordinary_tuned", "ordinary_held_out"])
def test_few_other_sentences_raise_an_alarm(name):
    sentences = judged(name)
    alarms = [words for words, _ in sentences if read_danger(words)]
    assert len(alarms) <= len(sentences) * MOST_FALSE_ALARMS, f"{len(alarms)} of {len(sentences)}: {alarms}"


def test_the_judged_lists_are_long_and_no_sentence_is_in_two():
    lists = [[words for words, _ in judged(name)] for name in ("danger_tuned", "danger_held_out")]
    others = [[words for words, _ in judged(name)] for name in ("ordinary_tuned", "ordinary_held_out")]
    assert min(map(len, lists)) >= 250
    assert min(map(len, others)) >= 100
    every = [words for each in (*lists, *others) for words in each]
    assert len(every) == len(set(every))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("sucide", SUICIDE),
        ("i want to kill my self", SUICIDE),
        ("i wanna die", SUICIDE),
        ("unalive", SUICIDE),
        ("s*icide", SUICIDE),
        ("k1ll myself", SUICIDE),
        ("wanttodie", SUICIDE),
        ("he wants to end it all", SUICIDE),
        ("cutting himself", SUICIDE),
        ("someone is hurting my child", CHILD),
        ("My dad hits me!", CHILD),
        ("my husbend hits me", PARTNER),
        ("touches me", SEXUAL),
        ("forcing me to marry", FORCED),
        ("FGM", FORCED),
        ("my son has gone missing", MISSING),
        ("i don’t feel safe at home", UNSAFE),
        ("he isn't breathing", MEDICAL),
    ],
)
def test_danger_is_read_in_a_familys_own_words(words, kind):
    assert kind in read_danger(words).kinds


@pytest.mark.parametrize(
    "words",
    [
        "",
        "autism",
        "killing time",
        "dead end job",
        "self harm training for schools",
        "safe space",
        "hit the target",
        "in danger of being excluded",
        "he takes tablets for ADHD",
        "my dog died",
        "cutting and sticking club for toddlers",
        "he hits other children",
        "my autistic son hits me and my husband",
        "does not want to go to school",
        "harmony singing group",
    ],
)
def test_other_words_are_no_danger(words):
    assert not read_danger(words)


@pytest.mark.parametrize("who", ["husband", "wife", "partner", "boyfriend", "girlfriend", "ex", "hubby", "dad", "mum"])
@pytest.mark.parametrize(
    "does", ["hits me", "hit me", "is hitting me", "kicks and punches me", "is violent", "bites me"]
)
@pytest.mark.parametrize("more", ["", " and is always angry", " in front of my autistic son"])
def test_abuse_by_an_adult_is_never_read_as_a_childs_behaviour(who, does, more):
    assert "need:distressed-behaviour" not in chips(f"my {who} {does}{more}")


def test_what_a_child_does_still_is():
    assert "need:distressed-behaviour" in chips("my son hits me")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_pattern_is_in_no_phrase_that_hides_it(kind):
    """Each pattern, written out with the first word of each of its parts, is found: none can never match."""
    lost = []
    for way in patterns()[kind]:
        stems = [min(part, key=lambda each: (len(each), each)) for part in way.parts]
        if not way.found.search("".join(f"{stem} " for stem in stems)):
            lost.append(way.text)
    assert lost == []
    assert all(phrase.parts for phrase in ordinary())


def test_where_danger_is_spoken_of_is_said():
    text = "help, my husbend   hits me at night"
    said = [text[each.start : each.end] for each in read_danger(text).said if each.kind == PARTNER]
    assert "husbend   hits" in said


@given(st.text() | st.lists(st.sampled_from(["my", "dad", "hits", "me", "<harm>", "k*ll", "die", "ﬁ"])).map(" ".join))
def test_any_text_is_read_the_same_way_each_time(text):
    danger = read_danger(text)
    assert danger == read_danger(text)
    assert danger.kinds <= KINDS
    assert all(0 <= each.start < each.end <= len(text) for each in danger.said)


def test_of_a_very_long_text_only_the_first_words_are_read():
    assert len(words_of_danger("hit " * 10_000)) == MOST_WORDS
    assert not read_danger("word " * 1_000 + "suicide")


@pytest.mark.parametrize("words", ["i wanna die", "sucide", "unalive myself", "i want to end it all"])
def test_who_speaks_of_suicide_finds_help_with_mental_health(words):
    assert {"need:social-emotional-mental-health", "topic:mental-health"} <= chips(words)


@pytest.mark.parametrize("words", ["domestic abuse", "domestic violence", "refuge", "my husband abuses me"])
def test_domestic_abuse_is_searched_as_such(words):
    assert chips(words) == {"topic:social-care-support", "topic:advice-support-groups"}
