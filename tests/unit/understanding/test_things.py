"""One thing of a topic is not all of it, and ordinary words beside what was understood decide nothing."""

from tests.unit.understanding.surroundings import chips, read


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
