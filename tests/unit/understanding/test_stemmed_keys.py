"""Phrases are known in other forms and another order of their words, and not where that would change what they mean."""

import pytest

from search.matching.stems import stem
from search.understanding.lexicon import stop_words
from search.understanding.stemmed_keys import stemmed_key
from tests.unit.understanding.council_context import chips, read


@pytest.mark.parametrize(
    ("forms", "stemmed"),
    [
        (("hit", "hits", "hitting"), "hit"),
        (("bite", "bites", "biting"), "bite"),
        (("worry", "worries", "worried"), "worri"),
        (("refuse", "refuses", "refusing", "refused"), "refus"),
        (("bus",), "bus"),
        (("dress",), "dress"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms, stemmed):
    assert {stem(form) for form in forms} == {stemmed}


@pytest.mark.parametrize(
    ("words", "chip"),
    [
        ("wet his bed again", "need:continence"),
        ("terrified of loud noise", "need:sensory-processing"),
        ("chew his clothes", "need:sensory-processing"),
        ("a horse to ride", "topic:leisure"),
        ("clothes labels", "need:sensory-processing"),
        ("labels in his clothes", "need:sensory-processing"),
        ("grandchildren being raised by grandparents", "topic:looked-after-kinship"),
    ],
)
def test_other_forms_and_another_order_are_known(words, chip):
    assert chip in chips(words)


@pytest.mark.parametrize("words", ["ADHD help without medication", "not school, autism", "2 year course"])
def test_a_denial_or_a_number_between_keeps_words_apart(words):
    assert not chips(words) & {"topic:community-health", "setting_type:special", "topic:post-16-training"}


def test_one_telling_word_is_no_phrase():
    assert stemmed_key(("going", "to", "school"), stop_words()) == ()
    assert stemmed_key(("not", "sleeping"), stop_words()) == ()


def test_the_generic_word_beside_a_telling_one_of_the_same_idea_is_not_searched():
    assert "club" not in {word for term in read("gymnastics club").terms for word in term.words}
    assert "club" in {word for term in read("club").terms for word in term.words}


def test_the_telling_word_of_a_short_phrase_is_searched_alone_too():
    assert "grammar" in {word for term in read("grammar schools").terms for word in term.words}
