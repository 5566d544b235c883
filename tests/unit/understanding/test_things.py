"""One thing of a topic is not all of it, and ordinary words beside what was understood decide nothing."""

from tests.unit.understanding.council_context import chips, read


def test_one_thing_of_a_topic_is_not_all_of_it():
    (swimming,) = read("swimming club").terms

    assert (swimming.topics, swimming.within) == ((), ("leisure",))
    assert "swimming" in swimming.words
    assert chips("swimming club") == {"topic:leisure"}
    assert read("things to do").terms[0].topics == ("leisure",)


def test_two_things_of_one_topic_are_either():
    (either,) = read("football or cricket").terms

    assert {"football", "cricket"} <= set(either.words)


def test_ordinary_words_beside_what_was_understood_decide_nothing():
    understood = read("my autistic boy hides behind the door")

    assert [term.needs for term in understood.terms] == [("autism",)]
    assert ("door",) in [term.said for term in understood.beside]
    assert read("green door").beside == ()


def test_disabled_beside_what_is_asked_for_asks_for_nothing_more():
    (football,) = read("football for disabled kids").terms

    assert "football" in football.said
    assert "need:all-send" in chips("football for disabled kids")
    assert read("disabled kids").terms[0].needs == ("all-send",)


def test_another_name_of_the_same_condition_counts_as_much_as_what_was_typed():
    (condition,) = read("di george").terms

    assert {"di george", "22q11"} <= set(condition.said)


def test_words_that_stand_together_in_a_long_phrase_count():
    (print_,) = read("large print books").terms

    assert "large print" in print_.said


def test_what_is_wished_for_lifts_listings_that_say_so_in_words_alone():
    understood = read("swimming on Sunday, somewhere calm")

    assert {"day:sun", "accessibility:quiet-space"} <= set(chips("swimming on Sunday, somewhere calm"))
    assert {"sunday", "relaxed"} <= {said for term in understood.beside for said in term.said}
    assert ("sunday",) not in [term.said for term in understood.terms]


def test_a_word_of_a_codes_label_tells_no_two_listings_apart():
    (distress,) = read("meltdowns").terms

    assert (distress.said, distress.needs) == ((), ("distressed-behaviour",))
    assert "lashes out" in read("lashes out").terms[0].said


def test_having_no_waiting_list_is_no_diagnosis():
    assert chips("physio with no waiting list") == {"topic:therapies", "words:no waiting list"}
