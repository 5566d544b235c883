"""A stranger's document is read in a process of its own, within limits."""

import io
import zlib
from dataclasses import replace

import pikepdf
import pytest

from tenants.files import confined
from tenants.files.confined import take_document
from tenants.files.errors import BadUpload
from tenants.files.kinds import OFFICE, TEXTS
from tests.factories.files import PDF, docx, pdf, xlsx
from tests.factories.hostile_files import PDFS

MEGABYTE = 1024 * 1024


def bomb(megabytes):
    """A PDF whose catalogue is among packed objects of so many megabytes, in a few kilobytes for each."""
    packer = zlib.compressobj(9)
    head = b"1 0 << /Type /Catalog /Pages 2 0 R >> "
    packed = packer.compress(head) + b"".join(packer.compress(b" " * MEGABYTE) for _ in range(megabytes))
    packed += packer.flush()
    before = b"%PDF-1.7\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    at = len(before)
    objects = b"3 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
    body = before + objects + packed + b"\nendstream\nendobj\n"
    rows = [(0, 0, 0), (2, 3, 0), (1, 9, 0), (1, at, 0), (1, len(body), 0)]
    table = b"".join(bytes([kind]) + place.to_bytes(8, "big") + bytes([last]) for kind, place, last in rows)
    entry = b"4 0 obj\n<< /Type /XRef /Size 5 /W [1 8 1] /Root 1 0 R /Length %d >>\nstream\n" % len(table)
    return body + entry + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(body)


@pytest.mark.parametrize(("content", "extension"), [(PDF, "pdf"), (docx(), "docx")])
def test_a_plain_document_comes_back_as_what_it_is(content, extension):
    document = take_document(content)
    assert (document.extension, bool(document.content)) == (extension, True)


def test_the_kinds_that_are_wanted_are_asked_for_there():
    assert take_document(xlsx(), OFFICE).content == xlsx()
    with pytest.raises(BadUpload, match="Choose a PDF, Word"):
        take_document(xlsx(), TEXTS)


def test_its_reasons_come_back_in_words():
    with pytest.raises(BadUpload, match="holds a script or another file"):
        take_document(PDFS["script under an escaped name"])


def test_a_document_that_unpacks_to_gigabytes_ends_its_reader_alone():
    content = bomb(1500)
    assert len(content) < 2 * MEGABYTE
    with pytest.raises(BadUpload, match=r"too much work|can’t read this PDF"):
        take_document(content)


def test_a_document_that_takes_too_long_ends_its_reader_alone(monkeypatch):
    def change(made):
        made.Root.Many = pikepdf.Array([made.make_indirect(pikepdf.Dictionary(A=1)) for _ in range(50_000)])

    monkeypatch.setattr(confined, "LIMITS", replace(confined.LIMITS, wall=0.01))
    with pytest.raises(BadUpload, match="too much work"):
        take_document(pdf(change))


def test_a_pdf_of_very_many_objects_is_refused():
    def change(made):
        made.Root.Many = pikepdf.Array([made.make_indirect(pikepdf.Dictionary(A=1)) for _ in range(100_001)])

    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(change))) as opened:
        opened.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    with pytest.raises(BadUpload, match="too many parts"):
        take_document(packed.getvalue())
