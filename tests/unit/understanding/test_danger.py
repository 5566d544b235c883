"""Who may be in danger is told where to get help at once; who asks about other things is not."""

import pytest

from search.understanding.danger import speaks_of_danger


@pytest.mark.parametrize(
    "words",
    [
        "Suicidal thoughts",
        "my son says he wants to kill himself",
        "she keeps cutting herself",
        "I cut my arms at school",
        "SELF-HARM help for teenager",
        "he doesn’t want to be here anymore",
        "I wish I was dead",
        "took an overdose last night",
        "domestic abuse",
        "my dad hits me",
        "I don't feel well, I want to die",
    ],
)
def test_danger_is_read_in_a_familys_own_words(words):
    assert speaks_of_danger(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "autism",
        "in danger of being excluded",
        "he takes tablets for ADHD",
        "my dog died",
        "help to cut his hair",
        "cutting and sticking club for toddlers",
        "kill time in the holidays",
        "he hits other children",
        "my son was killed in a crash",
        "living with grandparents",
        "does not want to go to school",
        "harmony singing group",
    ],
)
def test_other_words_are_no_danger(words):
    assert not speaks_of_danger(words)
