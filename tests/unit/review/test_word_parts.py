"""The comparison of two texts, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from providers.review.comparison.diff import LONGEST_COMPARED, Part, word_parts

WORDS = st.lists(st.sampled_from(["help", "sleep", "at", "home", "school", "\n", "é"]), max_size=12).map(" ".join)


@given(before=st.one_of(WORDS, st.text(max_size=60)), after=st.one_of(WORDS, st.text(max_size=60)))
def test_parts_read_as_either_version(before, after):
    parts = word_parts(before, after)
    assert "".join(part.text for part in parts if part.operation != "insert") == before
    assert "".join(part.text for part in parts if part.operation != "delete") == after


@given(text=st.text(max_size=60))
def test_equal_texts_have_no_marks(text):
    assert {part.operation for part in word_parts(text, text)} <= {"equal"}


def test_one_changed_word_is_marked_alone():
    assert word_parts("for autistic children", "for deaf children") == (
        Part("equal", "for "),
        Part("delete", "autistic"),
        Part("insert", "deaf"),
        Part("equal", " children"),
    )


def test_neighbouring_changes_are_one_mark():
    assert word_parts("1 High Street, MK3 6EB", "40 New Road, MK9 3XS") == (
        Part("delete", "1 High Street"),
        Part("insert", "40 New Road"),
        Part("equal", ", "),
        Part("delete", "MK3 6EB"),
        Part("insert", "MK9 3XS"),
    )


def test_punctuation_beside_a_changed_word_is_not_marked():
    assert word_parts("Call 960001, or write.", "Call 960999, or write.") == (
        Part("equal", "Call "),
        Part("delete", "960001"),
        Part("insert", "960999"),
        Part("equal", ", or write."),
    )


def test_very_long_texts_are_compared_as_wholes():
    before, after = "a " * LONGEST_COMPARED, "a " * LONGEST_COMPARED + "b"
    assert word_parts(before, after) == (Part("delete", before), Part("insert", after))
