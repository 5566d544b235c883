"""PDF files, read by qpdf and written anew.

What is kept is what was understood: nothing before, behind or beside it is left, no earlier version of a page and no
page that is also a script or a zip file, so that no other reader can see in it what this one did not.
"""

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import pikepdf

from tenants.files.errors import BadUpload
from tenants.files.links import refuse_odd_link

HEAD: Final = 1024
"""A PDF may begin so many bytes into its file."""
MOST_OBJECTS: Final = 100_000
_ACTIVE: Final = frozenset(
    {
        *(b"/JavaScript", b"/JS", b"/Launch", b"/SubmitForm", b"/ImportData", b"/GoToR", b"/GoToE", b"/XFA"),
        *(b"/EmbeddedFiles", b"/EmbeddedFile", b"/EF", b"/RichMedia", b"/RichMediaExecute", b"/Rendition"),
        *(b"/Movie", b"/Sound", b"/3D", b"/GoTo3DView", b"/FileAttachment"),
    }
)
"""What a page doesn't need: scripts, programs, other files, forms that send themselves, films and models."""
_TOKEN: Final = re.compile(rb"/[^\x00-\x20/()<>\[\]{}%]+|\((?:\\.|[^\\)])*\)|<[0-9A-Fa-f]*>", re.DOTALL)
_LOCKED: Final = "The PDF is protected with a password. Save it without one, so that everybody can open it"


def is_pdf(content: bytes) -> bool:
    """Whether it says that it is a PDF."""
    return b"%PDF-" in content[:HEAD]


def plain_pdf(content: bytes) -> bytes:
    """The PDF written anew, without what other versions of it are in the file. Raises BadUpload.

    Its objects are judged as they were understood, so that escaped names, packed objects and earlier versions hide
    nothing.
    """
    made = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
            _refuse_active(pdf)
            pdf.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    except pikepdf.PasswordError as error:
        raise BadUpload(_LOCKED) from error
    except BadUpload:
        raise
    except (pikepdf.PdfError, ValueError, RuntimeError, NotImplementedError) as error:
        raise BadUpload("We can’t read this PDF. Save it again and choose the new file") from error
    return made.getvalue()


def _refuse_active(pdf: pikepdf.Pdf) -> None:
    if pdf.is_encrypted:
        raise BadUpload(_LOCKED)
    if len(pdf.objects) > MOST_OBJECTS:
        raise BadUpload("The PDF has too many parts. Split it, or save it again as a simpler one")
    if not len(pdf.pages):
        raise BadUpload("The PDF has no pages. Save it again and choose the new file")
    for written in _written(pdf):
        tokens = _TOKEN.findall(written)
        if not _ACTIVE.isdisjoint(tokens):
            raise BadUpload("The PDF holds a script or another file. Save it again as a plain PDF")
        for name, value in pairwise(tokens):
            if name == b"/URI" and value[:1] in b"(<":
                refuse_odd_link(str(pikepdf.Object.parse(value)))


def _written(pdf: pikepdf.Pdf) -> Iterator[bytes]:
    """Each object of the file as qpdf writes it, names without escapes; of a stream what is said about it."""
    for each in pdf.objects:
        yield (each.stream_dict if isinstance(each, pikepdf.Stream) else each).unparse(resolved=True)
    yield pdf.trailer.unparse(resolved=True)
