"""What the documents cite is there, and every document and decision record can be found from its index."""

import re

import pytest

from tests.unit.project.citations import ROOT, missing

DOCS = ROOT / "infra" / "docs"
DECISIONS = ROOT / "infra" / "decisions"
DOCUMENTS = [*(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")), *sorted(DOCS.glob("*.md"))]
RECORDS = sorted(DECISIONS.glob("[0-9]*.md"))
COMES_LATER = re.compile(r"^.*comes with a later issue.*$", re.MULTILINE)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_cites_only_what_is_there(document):
    text = COMES_LATER.sub("", document.read_text())

    assert missing(text, document.parent) == []


@pytest.mark.parametrize(
    ("cited", "found"),
    [
        ("`search/gone.py`", "path search/gone.py"),
        ("`tests/isolation/test_guards.py::test_gone`", "path tests/isolation/test_guards.py::test_gone"),
        ("`search.gone`", "dotted search.gone"),
        ("`search.documents.SearchDocument.gone`", "dotted search.documents.SearchDocument.gone"),
        ("`desk/gone.html`", "template desk/gone.html"),
        ("`gone.py`", "file gone.py"),
        ("`gone_function()`", "name gone_function"),
        ("`GoneClass`", "name GoneClass"),
        ("`make gone`", "target gone"),
        ("`.venv/bin/localoffer council gone`", "command council gone"),
        ("```sh\nlocaloffer gone\n```", "command gone"),
        ("[gone](gone.md)", "link gone.md"),
    ],
)
def test_what_is_gone_is_noticed(cited, found):
    assert missing(f"See {cited}.", DOCS) == [found]


def test_what_is_there_is_found():
    text = (
        "`search/documents.py`, `tests/isolation/`, `search.documents.SearchDocument.travels`, `desk/frame.html`, "
        "`Makefile`, `council_scope`, `CouncilTask`, `make demo`, `localoffer council list`, [README](../../README.md)"
    )
    assert missing(text, DOCS) == []


@pytest.mark.parametrize(
    ("folder", "listed"), [(DOCS, sorted(DOCS.glob("*.md"))), (DECISIONS, RECORDS)], ids=["docs", "decisions"]
)
def test_an_index_lists_every_document_of_its_folder(folder, listed):
    links = re.findall(r"\]\(([\w.-]+\.md)", (folder / "README.md").read_text())

    assert sorted(set(links) - {"README.md"}) == [path.name for path in listed if path.name != "README.md"]


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_a_decision_record_has_a_number_a_status_a_date_and_alternatives(record):
    text = record.read_text()

    assert text.startswith(f"# {int(record.name[:4])}. ")
    assert re.search(r"^- Status: (accepted|superseded by \[\d{4}\]\(\d{4}-[\w-]+\.md\))$", text, re.MULTILINE)
    assert re.search(r"^- Date: \d{4}-\d\d-\d\d$", text, re.MULTILINE)
    assert "**Alternatives considered.**" in text
