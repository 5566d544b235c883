"""What runs confined, in a process started for one document: its answers are plain values, and it imports no Django.
`confined.py` asks.
"""

from base64 import b64encode

from tenants.files.documents import read_document


def plain_document(content: bytes, kinds: list[str]) -> dict[str, str]:
    """`Document` as JSON has it. Raises BadUpload."""
    document = read_document(content, tuple(kinds))
    return {"extension": document.extension, "content": b64encode(document.content).decode()}
