"""Words are read as needs, topics, ages, places and wishes, and never hide a result."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.matching.filters import Filters
from search.query import Term, Wishes
from search.understanding.reader import Understanding
from search.understanding.tokens import LIMIT
from tests.unit.understanding.council_context import LABELS, chips, read
from tests.unit.understanding.phrases import CASES, ORDINARY, SENTENCES, STORIES

TYPED = st.one_of(
    st.text(),
    st.lists(st.sampled_from([word for words, _ in CASES for word in words.split()]), max_size=60).map(" ".join),
)


@pytest.mark.parametrize(("words", "wanted"), CASES)
def test_a_phrase_is_read_as_exactly_these_chips(words, wanted):
    assert chips(words) == wanted


@pytest.mark.parametrize(("words", "wanted"), SENTENCES)
def test_a_sentence_is_read_as_exactly_these_chips(words, wanted):
    assert chips(words) == wanted


@pytest.mark.parametrize(("words", "wanted"), ORDINARY)
def test_an_ordinary_word_or_name_is_not_misread(words, wanted):
    assert chips(words) == wanted


def test_the_tables_are_long_enough_to_mean_something():
    assert len(CASES) >= 120
    assert len(SENTENCES) >= 150
    assert len(ORDINARY) >= 60


@given(TYPED, st.frozensets(st.sampled_from(["need:autism", "age:6", "place:MK9", "free:yes", "spelling:autsim"])))
def test_any_text_is_read_the_same_way_each_time_and_never_filters(words, ignore):
    understood = read(words, *ignore)

    assert understood == read(words, *ignore)
    assert not any(isinstance(getattr(understood, field.name), Filters) for field in fields(Understanding))
    assert all(any(term.words) or term.needs or term.topics for term in understood.terms)
    assert not ignore & {f"{chip.kind}:{chip.value}" for chip in understood.chips}


@pytest.mark.parametrize(
    "words", ["x" * 10_000, "autism " * 5_000, "\x00", "\U0001f600 \U0001f9d1", "'", "--", "۹ ٣", "9-"]
)
def test_odd_text_is_answered(words):
    assert len(read(words).terms) <= 200


def test_of_a_text_without_end_only_the_first_words_are_read():
    assert chips("word " * LIMIT + "autism") == set()


@pytest.mark.parametrize(("story", "wanted"), STORIES)
def test_a_long_story_keeps_its_rarest_points(story, wanted):
    assert 60 <= len(story.split()) <= 150
    assert wanted <= chips(story)


def test_words_that_were_read_and_how_listings_write_of_them_search_the_text_once():
    autistic, sleep = read("autistic 6 year old who can't sleep").terms

    assert (autistic.said, autistic.needs) == (("autistic",), ("autism",))
    assert autistic.words[:2] == ("autistic", "autism")
    assert "aspergers" in autistic.words
    assert (sleep.said, sleep.needs) == (("cant sleep",), ("sleep",))
    assert len(set(sleep.words)) == len(sleep.words)


def test_two_ways_to_say_one_need_weigh_once():
    understood = read("autism asd autistic")

    assert [term.needs for term in understood.terms] == [("autism",)]


def test_ages_days_and_the_like_rank_and_are_no_words():
    understood = read("free online wheelchair-free toddler weekend at home targeted health")

    assert understood.wishes.age == 2
    assert understood.wishes.days == ("sat", "sun")
    assert understood.wishes.free
    assert set(understood.wishes.delivery) == {"online", "home"}
    assert (understood.wishes.tiers, understood.wishes.sectors) == (("targeted",), ("health",))
    assert read("free weekend toddler").terms == ()


def test_school_holidays_rank_and_are_looked_for_in_the_text_where_nothing_else_is():
    words = ("half term", "holidays", "school holidays", "holiday")
    assert read("half term").terms == (Term(words=words),)
    assert read("half term").wishes.periods == ("holidays",)
    assert [term.within for term in read("half term swimming").terms] == [("leisure",)]


def test_the_middle_of_a_range_of_ages_is_wished_for():
    assert read("16-25").wishes.age == 20
    assert read("under 5s").wishes.age == 2


@pytest.mark.parametrize("words", ["6 year old and 9 year old", "aged 6 and 9", "6 and 9 year olds"])
def test_two_children_named_together_are_a_range_of_ages(words):
    understood = read(words)

    assert understood.wishes.age == 7
    assert [chip.label for chip in understood.chips] == ["age 6 to 9"]


def test_the_first_of_ages_apart_counts():
    assert [chip.label for chip in read("6 year old with autism, 9 year old without").chips] == ["age 6", "Autism"]


@pytest.mark.parametrize(("words", "age"), [("over 8s", 10), ("16-25", 20), ("year 9", 13), ("nearly 3", 3)])
def test_one_age_is_wished_for(words, age):
    assert read(words).wishes.age == age


def test_an_age_that_is_said_goes_before_one_that_a_word_lets_one_think_of():
    assert "age:1" in chips("nursery for 18 months old")
    assert "age:2-4" in chips("nursery")


@pytest.mark.parametrize(
    ("words", "group", "value"),
    [
        ("no referral needed", "referral", "self"),
        ("training for staff", "audience", "settings"),
        ("half term", "periods", "holidays"),
        ("quiet hour", "accessibility", "quiet-space"),
    ],
)
def test_how_it_should_be_is_wished_for(words, group, value):
    assert getattr(read(words).wishes, group) == (value,)
    assert chips(words)
    assert chips(words, *chips(words)) == set()


def test_a_kind_of_school_is_looked_for_in_listings_of_that_kind():
    (term,) = read("special school").terms

    assert term.settings == ("special", "non-maintained-special", "independent-special")
    assert "special school" in term.words


def test_a_phrase_for_two_things_asks_for_both():
    need, school = read("special school for autistic children").terms

    assert need.needs == ("autism",)
    assert "special" in school.settings
    assert "special school" not in need.words


@pytest.mark.parametrize("words", ["not school", "anything but school", "without a school", "we don't want school"])
def test_what_is_not_wanted_is_shown_and_not_searched(words):
    understood = read(f"{words}, autism")

    assert [term.needs for term in understood.terms] == [("autism",)]
    assert chips(words) == {"without:school"}
    assert chips(words, "without:school") == {"topic:schools"}


@pytest.mark.parametrize(
    "words", ["without a diagnosis", "no diagnosis needed", "we have no diagnosis yet", "not diagnosed"]
)
def test_a_missing_diagnosis_is_not_a_wish_for_one(words):
    assert chips(words) == {"without:diagnosis"}


def test_what_is_missing_is_what_is_wanted():
    assert chips("he has no friends") == {"topic:leisure", "topic:advice-support-groups"}
    assert chips("she doesn't have any friends") == {"topic:leisure", "topic:advice-support-groups"}


@pytest.mark.parametrize(
    "words", ["can't sleep", "cannot sleep", "does not sleep", "won't sleep", "never sleeps", "isnt sleeping"]
)
def test_a_phrase_is_known_however_it_is_denied(words):
    assert chips(words) == {"need:sleep"}


@pytest.mark.parametrize(
    ("joined", "apart"),
    [
        ("shortbreaks", "short breaks"),
        ("lifeskills", "life skills"),
        ("playgroup", "play group"),
        ("childminder", "child minder"),
    ],
)
def test_words_joined_or_apart_are_alike(joined, apart):
    assert chips(joined) == chips(apart) != set()


def test_an_ordinary_phrase_is_searched_as_it_is():
    assert read("gluten free").terms == (Term(words=("gluten free",), said=("gluten free", "gluten")),)


def test_words_that_tell_nothing_are_dropped_beside_words_that_do():
    assert read("help for my son with trombone").terms == (Term(words=("trombone",), said=("trombone",)),)


def test_words_that_tell_nothing_stay_when_there_are_no_others():
    assert [term.words for term in read("help my son").terms] == [("help",), ("my",), ("son",)]


def test_nothing_gives_nothing():
    assert read("") == Understanding()
    assert read("").wishes == Wishes()


def test_chips_come_in_the_order_of_the_words():
    assert [chip.kind for chip in read("MK9 autism 6 year old free").chips] == ["place", "need", "age", "free"]


@pytest.mark.parametrize(
    ("words", "ignored", "left", "terms"),
    [
        ("autism sleep", "need:sleep", {"need:autism"}, [("autism",), ()]),
        ("autism 6 year old", "age:6", {"need:autism"}, [("autism",)]),
        ("autism MK9", "place:MK9", {"need:autism"}, [("autism",)]),
        ("free trombone", "free:yes", set(), [(), ()]),
        ("autsim", "spelling:autsim", set(), [()]),
        ("swimming sale", "place:Sale", {"topic:leisure"}, [()]),
    ],
)
def test_a_chip_taken_away_is_no_longer_meant(words, ignored, left, terms):
    understood = read(words, ignored)

    assert {f"{chip.kind}:{chip.value}" for chip in understood.chips} == left
    assert [term.needs for term in understood.terms] == terms


def test_a_need_taken_away_is_still_searched_as_words():
    assert Term(words=("sleep",), said=("sleep",)) in read("autism sleep", "need:sleep").terms


def test_a_spelling_is_added_and_never_replaces_what_was_typed():
    assert read("autsim").terms[0].words[:2] == ("autsim", "autism")
    assert read("trampolinning").terms[0].words[:2] == ("trampolinning", "trampolining")


@pytest.mark.parametrize("word", ["chess", "boccia", "karate", "swims", "walker", "trombone", "fun", "clubs", "ehcp"])
def test_an_ordinary_word_is_not_corrected(word):
    assert not any(chip.startswith("spelling") for chip in chips(word))


def test_an_unknown_postcode_is_a_problem_and_no_word():
    understood = read("autism ZE1 0AA")

    assert understood.problem == "We don't know the postcode ZE1 0AA."
    assert understood.located is None
    assert [term.needs for term in understood.terms] == [("autism",)]


def test_a_council_own_term_is_understood_at_once():
    labels = {"need": {**LABELS["need"], "gender-identity": "Gender identity"}, "topic": LABELS["topic"]}

    understood = read("gender identity", labels=labels)

    assert [(chip.value, chip.label) for chip in understood.chips] == [("gender-identity", "Gender identity")]


def test_a_councils_label_is_shown_on_the_chip():
    labels = {"need": {**LABELS["need"], "autism": "Autistic people"}, "topic": LABELS["topic"]}

    assert [chip.label for chip in read("asd", labels=labels).chips] == ["Autistic people"]


def test_a_term_the_council_does_not_have_is_searched_as_words():
    labels = {"need": {}, "topic": {}}

    assert read("autism", labels=labels).terms == (Term(words=("autism",), said=("autism",)),)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("drama group", ("drama group", "drama")),
        ("gymnastics club", ("gymnastics",)),
        ("speech and language therapist", ("speech and language therapist",)),
        ("haircut meltdown", ("haircut", "haircuts", "barber", "hairdresser")),
        ("autsim", ()),
        ("support group", ()),
    ],
)
def test_the_very_words_count_but_those_that_all_of_its_kind_have(words, said):
    assert {text for term in read(words).terms for text in term.said} == set(said)
