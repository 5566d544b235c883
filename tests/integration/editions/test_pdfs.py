"""A PDF says what the table says, to eyes and to screen readers; data is never source, and no sign is left out."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from cms.editions.book import volumes_of
from cms.editions.errors import NoGlyph, NotMade
from cms.editions.selectors import book_of_offer
from cms.editions.typeset import printing
from cms.editions.typeset.printing import print_pdf
from cms.editions.views import answers
from tenants.confined.limits import MB, Limits
from tests.contract.listings import listing, put

HOSTILE = '#panic("no") *bold* $x$ `raw` \\ @label <tag> // not a comment #read("/etc/passwd") #image("x")'
SCRIPTS = "Dzień dobry, Straße, ਪੰਜਾਬੀ, বাংলা, தமிழ், ગુજરાતી, हिन्दी, العربية, Українська, Ελληνικά, 🦉 ✔"


def read(pdf):
    return PdfReader(BytesIO(pdf))


def text_of(pdf):
    """The words of a PDF, as lines break them nowhere."""
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).split())


def test_the_text_of_the_pdf_is_the_table(offer):
    book = book_of_offer()
    text = text_of(print_pdf(book, 12))
    for entry in book.entries:
        assert f"{entry.number}. {entry.name}" in text
        assert all(f"{fact.name}: {fact.words}" in text for fact in entry.facts)
        assert all(words in text for words in entry.words)
    for line in (*book.by_need, *book.by_place):
        assert line.words in text
    assert text.count("By Night Birds") == 1


def test_it_is_tagged_and_has_a_title_and_a_language(offer):
    pdf = read(print_pdf(book_of_offer(), 12))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/StructTreeRoot"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title.startswith("The whole Local Offer, SEND Local Offer of")
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


@pytest.mark.parametrize("points", [12, 16, 20])
def test_body_text_has_the_size_that_was_asked_for(offer, points):
    sizes = []

    def note(text, _, matrix, __, size):
        if text.strip():
            sizes.append(round(size * matrix[0]))

    read(print_pdf(book_of_offer(), points)).pages[-1].extract_text(visitor_text=note)
    assert min(sizes) >= 12
    assert points in sizes


def test_data_is_never_source(alpha):
    put(listing(HOSTILE, key="service:hostile", summary=HOSTILE, organisation=HOSTILE))
    text = text_of(print_pdf(book_of_offer(), 12))
    assert text.count(HOSTILE) == 3
    assert "root:" not in text


def test_other_scripts_and_signs_are_printed(alpha):
    put(listing("Welcome", summary=SCRIPTS))
    assert "Українська" in text_of(print_pdf(book_of_offer(), 12))


def test_a_sign_that_no_font_has_is_refused_by_name_before_anything_is_made(alpha, monkeypatch):
    monkeypatch.setattr(printing, "read_confined", lambda *_, **__: pytest.fail("made"))
    put(listing("Owls \U00013000"))
    with pytest.raises(NoGlyph, match=r"EGYPTIAN HIEROGLYPH A001.*in “Owls"):
        print_pdf(book_of_offer(), 12)


def test_no_fonts_at_all_is_said_too(offer, settings, tmp_path):
    settings.EDITION_FONTS = tmp_path
    with pytest.raises(NoGlyph):
        print_pdf(book_of_offer(), 12)


def test_a_press_that_is_ended_by_its_limits_makes_nothing(offer):
    with pytest.raises(NotMade, match="could not be made"):
        print_pdf(book_of_offer(), 12, Limits(memory=80 * MB))


def test_volumes_have_all_entries_between_them_and_the_last_one_the_indexes(alpha):
    put(*(listing(f"Club {number:02}", needs=("autism",)) for number in range(7)))
    book = book_of_offer()
    volumes = volumes_of(book, 3)
    assert [entry for volume in volumes for entry in volume.entries] == list(book.entries)
    assert [(each.volume, each.volumes, bool(each.by_need)) for each in volumes] == [
        (1, 3, False), (2, 3, False), (3, 3, True),
    ]  # fmt: skip
    assert "Volume 2 of 3. The indexes are in volume 3" in text_of(print_pdf(volumes[1], 12))


def test_the_pages_lead_to_a_pdf(offer, alpha, client_for):
    response = client_for(alpha).get("/print/search/?free=yes&format=pdf-16")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert "attachment" in response["Content-Disposition"]
    assert "1. Owls" in text_of(response.content)


def test_a_pdf_that_cannot_be_made_leads_to_the_other_formats(alpha, client_for):
    put(listing("Owls \U00013000"))
    response = client_for(alpha).get("/print/search/?format=pdf")
    assert response.status_code == 422
    assert "EGYPTIAN" in response.text
    assert 'href="/print/search/?format=text"' in response.text


def test_many_pdfs_from_one_place_are_stopped(offer, alpha, client_for, monkeypatch):
    monkeypatch.setattr(answers, "PDFS_A_MINUTE", 1)
    client = client_for(alpha)
    got = [client.get("/print/search/?free=yes&format=pdf") for _ in range(2)]
    assert [each.status_code for each in got] == [200, 429]
    assert got[1]["Retry-After"] == "60"


def test_the_note_is_printed_as_it_was_written(offer):
    assert "Ask for Jo. Bring it." in text_of(print_pdf(replace(book_of_offer(), note="Ask for Jo.\nBring it."), 12))


def test_the_fonts_are_where_the_settings_say(settings):
    assert list(Path(settings.EDITION_FONTS).glob("*.ttf"))
