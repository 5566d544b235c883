"""What typed words find, and in which order, on both engines."""

import pytest

from search.query import Term
from search.vocabulary import ALL_SEND
from tests.contract.listings import listing


def words(*alternatives, **given):
    return Term(words=alternatives, **given)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("swim", "Swimming lessons"),
        ("swimming", "Swims on Sunday"),
        ("cafe", "Café for carers"),
        ("CAFÉ", "A cafe"),
        ("lucja", "Łucja’s choir"),
        ("ŁUCJA", "Lucja sings"),
        ("orsted", "Ørsted house"),
        ("child's", "Children’s and child’s play"),
        ("tourettes", "Tourette's support"),
        ("step free", "Step-free yoga"),
        ("step-free", "Step free yoga"),
        ("therapies", "Therapy room"),
        ("anxious", "Anxious about school"),
        ("16-25", "Ages 16–25 club"),
        ("the", "Over the rainbow"),
        ("1e5", "Room 1e5"),
    ],
)
def test_a_word_is_found_in_other_forms_of_it(search, typed, written):
    search.put(listing(written), listing("Something else"))
    assert search.names(terms=(words(typed),), minimum_terms=1) == [written]


def test_a_phrase_is_found_in_its_order_only(search):
    search.put(listing("Short breaks"), listing("Breaks that are short"), listing("Short and long breaks"))
    assert search.names(terms=(words("short break"),), minimum_terms=1) == ["Short breaks"]


def test_a_phrase_does_not_run_from_one_field_or_label_into_the_next(search):
    search.put(listing("Short", labels=("breaks", "play"), summary="scheme"))
    for phrase in ("short breaks", "breaks play", "play scheme"):
        assert search.names(terms=(words(phrase),), minimum_terms=1) == []


def test_the_better_the_field_the_higher_the_result(search):
    search.put(
        listing("D", description="A choir"),
        listing("C", summary="A choir"),
        listing("B", labels=("Choir",), summary=""),
        listing("Choir"),
        listing("B2", organisation="Choir Trust"),
    )
    found = search.names(terms=(words("choir"),), minimum_terms=1)
    assert found == ["Choir", "B", "B2", "C", "D"]


def test_repeating_a_word_does_not_help(search):
    search.put(listing("Shouting", description="choir " * 200), listing("Choir"))
    assert search.names(terms=(words("choir"),), minimum_terms=1) == ["Choir", "Shouting"]


def test_any_of_a_terms_alternatives_will_do(search):
    search.put(listing("SALT clinic"), listing("Speech therapy"), listing("Speech day"))
    term = words("salt", "speech therapy")
    assert sorted(search.names(terms=(term,), minimum_terms=1)) == ["SALT clinic", "Speech therapy"]


def test_a_beginning_finds_words_when_it_is_being_typed(search):
    search.put(listing("Trampoline club"), listing("Trains"))
    assert search.names(terms=(words("tramp", prefix=True),), minimum_terms=1) == ["Trampoline club"]
    assert search.names(terms=(words("trampoline cl", prefix=True),), minimum_terms=1) == ["Trampoline club"]


def test_as_many_terms_are_needed_as_the_search_says(search):
    search.put(listing("Autism swimming Bletchley"), listing("Autism swimming"), listing("Autism"))
    terms = (words("autism"), words("swimming"), words("bletchley"))
    counts = [search.ask(terms=terms, minimum_terms=number).total for number in (3, 2, 1)]
    assert counts == [1, 2, 3]


def test_terms_that_are_not_needed_still_rank(search):
    search.put(listing("A plain one"), listing("Z swimming"))
    assert search.names(terms=(words("swimming"),), minimum_terms=0) == ["Z swimming", "A plain one"]


def test_a_need_answers_without_the_word_being_there(search):
    search.put(listing("Bedtime clinic", needs=("sleep",)), listing("Other"))
    assert search.names(terms=(words("sleep", needs=("sleep",)),), minimum_terms=1) == ["Bedtime clinic"]


def test_listings_for_the_need_come_before_related_ones_and_those_for_any_need(search):
    search.put(
        listing("Any", needs=(ALL_SEND,)),
        listing(
            "Related",
            needs=("specific-learning-difficulty",),
            needs_answered=("dyslexia", "specific-learning-difficulty"),
        ),
        listing("Special", needs=("dyslexia",), needs_answered=("dyslexia", "specific-learning-difficulty")),
    )
    term = Term(needs=("dyslexia",))
    assert search.names(terms=(term,), minimum_terms=1) == ["Special", "Related", "Any"]


def test_a_topic_answers_without_the_word_being_there(search):
    search.put(listing("Weekend fun", topics=("short-breaks",)), listing("Other"))
    assert search.names(terms=(Term(words=("respite",), topics=("short-breaks",)),), minimum_terms=1) == ["Weekend fun"]


@pytest.mark.parametrize("typed", ["😀", "' | & !", "\u0644\u063a\u0629", "x" * 300, "a:*A", "\\", "%s", "łódź"])
def test_odd_words_are_answered(search, typed):
    search.put(listing("Something"))
    assert search.ask(terms=(words(typed),), minimum_terms=1).total == 0


def test_words_of_other_scripts_are_found(search):
    search.put(listing("مجموعة الدعم"))
    assert search.ask(terms=(words("الدعم"),), minimum_terms=1).total == 1


def test_what_identifies_a_listing_finds_it_and_is_no_word_of_it(search):
    search.put(
        listing("Owls", found_by=("01733 555020", "www.owls.example.org", "Otter House, 3 Park Road, Sheldon")),
        listing("Parks for all", description="A road to play"),
    )
    for marks in ("01733555020", "555020", "owlsexampleorg", "parkroad", "otter", "sheldon"):
        assert search.names(terms=(words(marks),), minimum_terms=1) == ["Owls"], marks
    assert search.names(terms=(words("park"),), minimum_terms=1) == ["Parks for all"]
    assert search.names(terms=(words("road"),), minimum_terms=1) == ["Parks for all"]
