"""Documents that people upload, judged by content and never by name. A PDF is written anew, the others stay."""

from typing import Final

from tenants.files.errors import BadUpload
from tenants.files.kinds import OFFICE, PDF, TEXTS, Document
from tenants.files.office_open import CONTENT_TYPES, office_extension
from tenants.files.open_document import MIMETYPE, open_document_extension
from tenants.files.packages import ZIP, ZIP_ERRORS, Package, opened
from tenants.files.pdfs import is_pdf, plain_pdf

_WORDS: Final = {
    TEXTS: "Choose a PDF, Word (.docx) or OpenDocument (.odt) file",
    OFFICE: "Choose a PDF, Word, Excel or PowerPoint file (.docx, .xlsx, .pptx) or OpenDocument (.odt, .ods, .odp)",
}


def read_document(content: bytes, kinds: tuple[str, ...] = TEXTS) -> Document:
    """A document of one of the kinds (TEXTS or OFFICE), without macros, scripts, other files or what it would fetch
    from elsewhere. Raises BadUpload."""
    if is_pdf(content) and not content.startswith(ZIP):
        return Document(plain_pdf(content), PDF)
    if content.startswith(ZIP):
        extension = _extension(content)
        if extension in kinds:
            return Document(content, extension)
    raise BadUpload(_WORDS[kinds])


def _extension(content: bytes) -> str:
    package = opened(content)
    try:
        return _judged(package)
    except BadUpload:
        raise
    except ZIP_ERRORS as error:
        raise BadUpload("We can’t read this document. Save it again and choose the new file") from error


def _judged(package: Package) -> str:
    if CONTENT_TYPES in package.names:
        return office_extension(package)
    if MIMETYPE in package.names:
        return open_document_extension(package)
    return ""
