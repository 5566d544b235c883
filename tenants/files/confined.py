"""Has a stranger's document read by a process of its own (`tenants/confined/`).

A few kilobytes may unpack to gigabytes: that ends the reader and no process that answers requests.
"""

from base64 import b64decode
from typing import Final

from tenants.confined.errors import ReaderFailed, Refused, TooMuchWork
from tenants.confined.limits import MB, Limits
from tenants.confined.run import read_confined
from tenants.files.errors import BadUpload
from tenants.files.kinds import TEXTS, Document
from tenants.files.reader import plain_document

LIMITS: Final = Limits(memory=1024 * MB, cpu=15, wall=22)
_TOO_MUCH: Final = "The document is too much work to read. Save it again as a simpler one, or split it"


def take_document(content: bytes, kinds: tuple[str, ...] = TEXTS) -> Document:
    """As `tenants.files.documents.read_document`, within limits of memory and time. Raises BadUpload."""
    try:
        said = read_confined(plain_document, content, LIMITS, kinds=kinds)
    except Refused as refused:
        raise BadUpload(str(refused)) from refused
    except (TooMuchWork, ReaderFailed) as error:
        raise BadUpload(_TOO_MUCH) from error
    return Document(b64decode(said["content"]), said["extension"])
