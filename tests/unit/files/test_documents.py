"""Documents are told by their content, kept when they are plain, and refused in words when they are not."""

import io
import zipfile
from contextlib import suppress

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.files.documents import read_document
from tenants.files.elements import ElementReader
from tenants.files.errors import BadUpload
from tenants.files.kinds import OFFICE, TEXTS, TYPES
from tenants.files.office_open import MAIN
from tenants.files.open_document import TYPES as OPEN_TYPES
from tests.factories.files import PDF, docx, odt, office, pdf, pptx, rels, xlsx, zipped
from tests.factories.hostile_files import HOSTILE

OPEN = {extension: odt(mimetype=kind) for kind, extension in OPEN_TYPES.items()}
PLAIN = {
    "pdf": PDF,
    "docx": docx(),
    "xlsx": xlsx(),
    "pptx": pptx(),
    **OPEN,
}
LINK = rels("word__document", "hyperlink", "https://www.example.org/a?b=c&d#e")
FIELDS = (
    "<w:document xmlns:w='w'><w:fldSimple w:instr=' PAGE '/><w:instrText> HYPERLINK \"a\"</w:instrText></w:document>"
)
LINKS = "<o:x xmlns:o='o'><o:a o:href='https://example.org/'/><o:image o:href='Pictures/a.png'/></o:x>"


@pytest.mark.parametrize("extension", OFFICE)
def test_a_plain_document_is_taken_as_what_it_is(extension):
    made = read_document(PLAIN[extension], OFFICE)
    assert (made.extension, made.content_type) == (extension, TYPES[extension])


@pytest.mark.parametrize("extension", sorted(set(OFFICE) - {"pdf"}))
def test_an_office_document_is_kept_as_it_is(extension):
    assert read_document(PLAIN[extension], OFFICE).content == PLAIN[extension]


@pytest.mark.parametrize("extension", sorted(set(OFFICE) - set(TEXTS)))
def test_a_sheet_or_slides_are_taken_only_where_they_are_wanted(extension):
    with pytest.raises(BadUpload, match="Choose a PDF, Word"):
        read_document(PLAIN[extension], TEXTS)


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_in_words(content):
    with pytest.raises(BadUpload) as refused:
        read_document(content, OFFICE)
    assert len(str(refused.value).split()) > 3


@pytest.mark.parametrize(
    "content",
    [
        docx(**LINK),
        docx(**{"word__document.xml": FIELDS}),
        docx(**{"word__embeddings__Microsoft_Excel_Sheet.xlsx": xlsx()}),
        docx(**{"word__media__image1.svg": "<svg/>"}),
        odt(**{"content.xml": LINKS}),
        odt(**{"content.xml": "<o:x xmlns:o='o'><o:event-listener o:action='next-page'/></o:x>"}),
        odt(**{"meta.xml": "<o:template xmlns:o='o' o:href='file:///home/anna/a.ott'/>"}),
    ],
    ids=["link", "fields", "chart", "drawing", "open-links", "slide-button", "own-template"],
)
def test_what_people_use_every_day_is_taken(content):
    assert read_document(content, OFFICE).content == content


def test_a_pdf_with_links_and_a_form_is_taken():
    def change(made):
        link = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org/a(b)"))
        made.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 1, 1], A=link)])
        made.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([]))
        made.Root.OpenAction = pikepdf.Array([made.pages[0].obj, pikepdf.Name.Fit])

    with pikepdf.open(io.BytesIO(read_document(pdf(change)).content)) as kept:
        assert str(kept.pages[0].Annots[0].A.URI) == "https://example.org/a(b)"


def test_nothing_beside_the_pages_is_left_of_a_pdf():
    extra = zipped(**{"index.html": "<script>secret()</script>"})
    made = read_document(b"<!-- secret -->\n" + PDF + b"\nsecret\n" + extra)
    assert made.content.startswith(b"%PDF-")
    assert b"secret" not in made.content
    assert not zipfile.is_zipfile(io.BytesIO(made.content))


def test_the_same_pdf_twice_is_the_same_file():
    assert read_document(PDF).content == read_document(PDF).content == read_document(read_document(PDF).content).content


def test_a_document_that_says_it_is_two_things_is_neither():
    both = office("docx", types={"/xl/workbook.xml": next(kind for kind, of in MAIN.items() if of == "xlsx")})
    with pytest.raises(BadUpload, match="can’t read"):
        read_document(both, OFFICE)


def test_two_parts_of_one_name_are_refused():
    content = io.BytesIO(docx())
    with zipfile.ZipFile(content, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", "<other/>")
    with pytest.raises(BadUpload, match="can’t read"):
        read_document(content.getvalue(), OFFICE)


def test_the_elements_of_all_parts_are_counted_together():
    reader = ElementReader(most=5)
    seen = []
    reader.read(io.BytesIO(b"<a><b/><c/></a>"), lambda name, _: seen.append(name))
    with pytest.raises(BadUpload, match="too big"):
        reader.read(io.BytesIO(b"<a><b/><c/></a>"), lambda name, _: seen.append(name))
    assert seen == ["a", "b", "c", "a", "b"]


@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.7\n", PDF[:200], docx()[:300]]))
def test_any_bytes_are_taken_or_refused(content, head):
    with suppress(BadUpload):
        assert read_document(head + content, OFFICE)
