"""Columns are guessed from their names, never two alike."""

from hypothesis import given
from hypothesis import strategies as st

from providers.imports.foreign.fields import ASK, FIELDS, LABELS, SEVERAL, split_target
from providers.imports.foreign.guessing import guess_mapping, problems_of
from providers.imports.listing_csv.columns import COLUMNS

NAMES = st.lists(
    st.one_of(
        st.sampled_from([*COLUMNS, *LABELS.values(), "Title", "ref", "Phone number", "Post code"]),
        st.text(st.characters(codec="ascii"), min_size=1, max_size=12),
    ),
    min_size=1,
    max_size=12,
    unique=True,
)


@given(names=NAMES, remembered=st.dictionaries(st.sampled_from(["Title", "ref", "x"]), st.sampled_from(["", *COLUMNS])))
def test_a_guess_names_every_column_once_at_most_and_only_ours(names, remembered):
    guess = guess_mapping(names, remembered)
    chosen = [column for column in guess.values() if column]
    assert list(guess) == names
    single = [column for column in chosen if column not in SEVERAL]
    assert len(single) == len(set(single))
    assert {split_target(target)[0] for target in chosen} <= {*FIELDS, ASK}


@given(names=st.permutations(COLUMNS))
def test_our_own_columns_are_known_in_any_order(names):
    assert guess_mapping(names) == {name: name for name in names}


@given(names=st.permutations(list(LABELS.values())))
def test_our_own_labels_are_known_too(names):
    assert guess_mapping(names) == {label: column for column, label in LABELS.items()}


def test_usual_names_are_known():
    header = ["Reference", "Service Name", "Post Code", "Telephone", "Web address", "Age from", "Favourite colour"]
    assert list(guess_mapping(header).values()) == [
        "external_id",
        "name",
        "postcode",
        "phone",
        "url",
        "age_min",
        "",
    ]


def test_what_was_remembered_comes_first_also_to_leave_a_column_out():
    assert guess_mapping(["Title", "Notes"], {"title": "summary", "NOTES": "outcomes"}) == {
        "Title": "summary",
        "Notes": "outcomes",
    }
    assert guess_mapping(["name", "Title"], {"Title": "", "name": "name"}) == {"name": "name", "Title": ""}


def test_every_column_has_a_label():
    assert list(LABELS) == list(COLUMNS)


def test_two_columns_of_one_kind_and_missing_ones_are_problems():
    problems = problems_of({"a": "name", "b": "name", "c": "nonsense"})
    assert set(problems) == {"a", "b", "c"}
    assert problems_of({"a": "external_id", "b": "summary"})[""] == "Say which column is: “Name of the service”."
    assert problems_of({"a": "name", "b": "external_id", "c": ""}) == {}
    assert problems_of({"a": "name", "b": "phone", "c": "phone"}) == {}
