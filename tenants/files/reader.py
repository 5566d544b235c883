"""The other side of `confined.py`: limits itself, reads one document from standard input and answers.

    python -P -m tenants.files.reader MEMORY SECONDS KIND…

The answer is a line, `taken EXTENSION` or `refused`, and then the content or the words. It imports no Django.
"""

import os
import resource
import sys

from tenants.files.documents import read_document
from tenants.files.errors import BadUpload

KINDNESS = 5
"""Requests are answered before files are read."""


def main(memory: int, seconds: int, kinds: tuple[str, ...]) -> bytes:
    """What becomes of the document on standard input."""
    os.nice(KINDNESS)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        document = read_document(sys.stdin.buffer.read(), kinds)
    except BadUpload as refused:
        return b"refused\n" + str(refused).encode()
    return f"taken {document.extension}\n".encode() + document.content


if __name__ == "__main__":
    sys.stdout.buffer.write(main(int(sys.argv[1]), int(sys.argv[2]), tuple(sys.argv[3:])))
