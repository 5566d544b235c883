"""Reads XML that strangers wrote, as a stream: no entities, no outside files, a limit of elements."""

from collections.abc import Callable, Mapping
from typing import IO, Final
from xml.parsers import expat

from tenants.files.errors import BadUpload

MOST_ELEMENTS: Final = 2_000_000
"""Of one document's parts together: a sheet of 10,000 rows and 60 columns has about as many."""
_CHUNK: Final = 64 * 1024
DAMAGED: Final = "We can’t read this document. Save it again and choose the new file"

OnElement = Callable[[str, Mapping[str, str]], None]
OnText = Callable[[str], None]


class ElementReader:
    """Tells of the elements of several parts. `left` is how many more it tells of."""

    def __init__(self, most: int = MOST_ELEMENTS) -> None:
        self.left = most

    def read(self, part: IO[bytes], on_element: OnElement, on_text: OnText | None = None) -> None:
        """Call `on_element` with each element's local name and its attributes by local name, `on_text` with the text
        between. Raises BadUpload for what is no XML, declares a document type or is too long."""

        def started(name: str, attributes: dict[str, str]) -> None:
            self.left -= 1
            if self.left < 0:
                raise BadUpload("The document is too big when it is unpacked. Make it smaller")
            on_element(local(name), {local(key): value for key, value in attributes.items()})

        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartElementHandler = started
        if on_text is not None:
            parser.CharacterDataHandler = on_text
        try:
            while chunk := part.read(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except BadUpload:
            raise
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise BadUpload(DAMAGED) from error


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]


def _refuse(*declaration: object) -> None:
    raise BadUpload(DAMAGED)
