"""No cell of a file that we make runs as a formula, and nothing of its text is lost."""

from hypothesis import given
from hypothesis import strategies as st

from tenants.text.cells import looks_like_formula, safe_cell, text_of_cell


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("'=+-@\t\r"), max_size=12))
def test_the_text_of_a_safe_cell_comes_back_and_never_runs(text):
    assert text_of_cell(safe_cell(text)) == text
    assert not looks_like_formula(safe_cell(text))
