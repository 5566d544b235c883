"""A council's phrases and labels go before the platform's, and are nobody else's."""

from search.understanding.council_lexicon import lexicon_for
from search.understanding.lexicon import Entry, Meaning
from search.understanding.tokens import tokenise

LABELS = {"need": {"sleep": "Sleep", "other": "Other"}, "topic": {"leisure": "Gadding about (gads)"}}


def found(lexicon, text, *, by_stems=False):
    tokens = tokenise(text)
    words = tuple(token.key for token in tokens)
    entry = lexicon.find_by_stems(words) if by_stems else lexicon.find(words, tokens)
    return entry and entry.meanings


def test_without_anything_of_its_own_a_council_has_the_platforms():
    assert found(lexicon_for({}), "meltdowns") == (Meaning("need", "distressed-behaviour"),)


def test_a_councils_phrase_goes_before_the_platforms_in_that_council_alone():
    own = lexicon_for(LABELS, (("meltdowns", Entry((Meaning("need", "sleep"),))),))

    assert found(own, "meltdowns") == (Meaning("need", "sleep"),)
    assert found(lexicon_for(LABELS), "meltdowns") == (Meaning("need", "distressed-behaviour"),)


def test_a_label_is_understood_with_and_without_its_brackets():
    for said in ("gadding about", "gads", "gadding about gads"):
        assert found(lexicon_for(LABELS), said) == (Meaning("topic", "leisure"),)
    assert found(lexicon_for(LABELS), "other") is None


def test_words_of_a_councils_phrase_are_known_and_spelt_right():
    own = lexicon_for(LABELS, (("snoozle den", Entry((Meaning("need", "sleep"),))),))

    assert {"snoozle", "den"} <= own.words
    assert "snoozle" in own.spellings
    assert "den" not in own.spellings
    assert found(own, "snoozleden") == (Meaning("need", "sleep"),)


def test_a_councils_phrase_is_known_in_other_forms_until_another_means_something_else():
    first = ("hopping and skipping", Entry((Meaning("topic", "leisure"),)))
    second = ("skips or hops", Entry((Meaning("need", "sleep"),)))

    assert found(lexicon_for(LABELS, (first,)), "skip hop", by_stems=True) == (Meaning("topic", "leisure"),)
    assert found(lexicon_for(LABELS, (first, second)), "skip hop", by_stems=True) is None


def test_what_a_council_gave_another_meaning_has_not_the_platforms_in_other_forms():
    platforms = found(lexicon_for(LABELS), "a horse to ride", by_stems=True)
    own = lexicon_for(LABELS, (("horse riding", Entry((Meaning("need", "sleep"),))),))

    assert platforms == (Meaning("within", "leisure"),)
    assert found(own, "horse riding") == (Meaning("need", "sleep"),)
    assert found(own, "a horse to ride", by_stems=True) != platforms
