"""The starter tree is whole: every file has its place, leads somewhere, and says what it should."""

import re
from datetime import timedelta

import pytest

from cms.pages.models import PageKind
from cms.starter import tree
from cms.starter.services import CHECK_EVERY
from cms.starter.starter_pages import STARTER_PAGES
from cms.starter.tree import ADVICE, DATA, BadTree, starter_tree
from search.vocabulary import NEEDS, TOPICS

PAGES = [page for section in starter_tree() for page in section.pages]
EVERY = [ADVICE, *(section.page for section in starter_tree()), *PAGES]
LINK = re.compile(r'href="(/[^"]*)"')


def words_of(page) -> str:
    return str(page.body)


def test_every_file_has_one_place():
    files = sorted(path.stem for path in (DATA / "pages").iterdir())
    assert sorted(page.slug for page in PAGES) == files


def test_no_two_pages_share_an_address_or_a_title():
    slugs = [page.slug for page in (*EVERY, *STARTER_PAGES)]
    titles = [page.title for page in (*EVERY, *STARTER_PAGES)]
    assert sorted(slugs) == sorted(set(slugs))
    assert sorted(titles) == sorted(set(titles))


@pytest.mark.parametrize("page", EVERY, ids=lambda page: page.slug)
def test_a_page_leads_to_services_by_codes_that_every_council_has(page):
    assert set(page.topics) <= {term.code for term in TOPICS}
    assert set(page.needs) <= {term.code for term in NEEDS}
    assert page.topics or page.needs or page is ADVICE
    assert len(page.title) <= 90
    assert 0 < len(page.summary) <= 300


@pytest.mark.parametrize("page", EVERY, ids=lambda page: page.slug)
def test_a_link_within_the_site_leads_to_a_page_that_families_see(page):
    seen = {f"/{starter.slug}/" for starter in STARTER_PAGES} | {"/advice/"}
    for section in starter_tree():
        seen |= {f"/advice/{section.page.slug}/"}
        seen |= {f"/advice/{section.page.slug}/{below.slug}/" for below in section.pages if not below.asks}
    assert set(LINK.findall(words_of(page))) <= seen


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
def test_a_page_ends_with_whom_to_ask_and_general_law_says_enough(page):
    assert page.body[-1][0] == "contact"
    assert page.asks or len(words_of(page).split()) > 150


def test_the_councils_own_policies_are_statements_with_their_law_and_start_with_questions():
    statements = [page for page in PAGES if page.kind == PageKind.STATEMENT]
    assert len(statements) == 6
    assert all(page.asks and page.legal_basis for page in statements)


def test_each_section_has_a_page_that_families_see_or_only_statements():
    for section in starter_tree():
        assert any(not page.asks for page in section.pages) or section.page.slug == "statements"


def test_pages_are_checked_each_year():
    assert timedelta(days=360) < CHECK_EVERY < timedelta(days=370)


@pytest.mark.parametrize(
    "written",
    ["title = 1 2", 'title = "T"', 'title = "T"\nsummary = "S"\nauthor = "me"\nbody = []'],
    ids=["no TOML", "without a summary", "an unknown field"],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path, monkeypatch, written):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/bad.toml").write_text(written, encoding="utf-8")
    monkeypatch.setattr(tree, "DATA", tmp_path)
    with pytest.raises(BadTree, match=r"bad\.toml"):
        tree._read("bad")


def test_a_block_of_no_kind_is_refused():
    with pytest.raises(BadTree, match="video"):
        list(tree._blocks({"video": "x"}))


def test_markup_of_the_files_is_shown_and_not_run():
    assert "<script" not in tree._html("<script>alert(1)</script> **b** [x](javascript:alert(1))")
    assert 'href="javascript' not in tree._html("[x](javascript:alert(1))")
