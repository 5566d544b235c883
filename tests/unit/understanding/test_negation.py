"""What isn't there is the need; what isn't wanted is no wish."""

from itertools import product

import pytest

from tests.unit.understanding.council_context import chips

ABILITIES = {
    "feeding": [("eat", "eating"), ("feed", "feeding"), ("swallow", "swallowing"), ("chew", "chewing")],
    "sleep": [("sleep", "sleeping")],
    "speech-language-communication": [("talk", "talking"), ("speak", "speaking"), ("communicate", "communicating")],
    "hearing": [("hear", "hearing")],
    "vision": [("see", "seeing")],
    "physical-disability": [("walk", "walking")],
    "developmental-delay": [("crawl", "crawling"), ("walk", "walking")],
    "adhd": [("concentrate", "concentrating")],
}
DOING = ["not {}", "isn't {}", "is not {}", "isnt {} properly", "still not {}", "not {} yet", "he's not {} at all"]
LIKELY = ["not really {}", "not properly {}", "hasn't been {}"]
"""Words between, which no phrase has."""
WITHOUT = ["can't {}", "cant {}", "cannot {}", "won't {}", "wont {}", "doesn't {}", "does not {}", "she never {}s"]
CASES = [
    (form.format(word), need)
    for need, verbs in ABILITIES.items()
    for (base, doing), (forms, at) in product(verbs, [(DOING, 1), (WITHOUT, 0)])
    for form in forms
    for word in [(base, doing)[at]]
]


@pytest.mark.parametrize(("words", "need"), CASES)
def test_what_somebody_does_not_do_is_the_need(words, need):
    found = chips(words)
    assert f"need:{need}" in found
    assert not [chip for chip in found if chip.startswith("without:")]


@pytest.mark.parametrize(
    ("words", "need"),
    [
        (form.format(doing), need)
        for form in LIKELY
        for doing, need in [("feeding", "feeding"), ("swallowing", "feeding"), ("hearing", "hearing")]
    ],
)
def test_words_between_change_nothing(words, need):
    assert f"need:{need}" in chips(words)


@pytest.mark.parametrize("words", ["not verbal", "non verbal", "nonverbal", "non-verbal"])
def test_not_verbal_is_a_need(words):
    assert chips(words) == {"need:speech-language-communication"}


@pytest.mark.parametrize(
    ("words", "chip"),
    [
        ("i dont like my college", "topic:post-16-training"),
        ("he doesn't like nursery", "setting_type:nursery"),
        ("i don't like my school", "need:school-avoidance"),
    ],
)
def test_where_somebody_does_not_like_to_be_is_what_it_is_about(words, chip):
    assert chip in chips(words)


@pytest.mark.parametrize(
    ("words", "need", "other"),
    [
        ("not autism, just anxiety", "autism", "anxiety"),
        ("its not adhd its anxiety", "adhd", "anxiety"),
        ("not dyslexic but dyspraxic", "dyslexia", "dyspraxia"),
        ("he isn't deaf, he has epilepsy", "hearing", "epilepsy"),
        ("not stammering, dyslexia", "speech-language-communication", "dyslexia"),
    ],
)
def test_a_condition_that_is_denied_is_none(words, need, other):
    found = chips(words)
    assert f"need:{need}" not in found
    assert f"need:{other}" in found


@pytest.mark.parametrize(
    "words", ["not swimming", "doesn't like swimming", "we don't want a nursery", "not mainstream"]
)
def test_a_thing_that_is_not_wanted_is_none(words):
    assert [chip for chip in chips(words) if not chip.startswith("without:")] == []
