"""What runs confined, in a process started for one document: its answers are plain values. `confined.py` asks, in
processes that answer requests: the readers are imported where they run.
"""

from base64 import b64encode


def plain_document(content: bytes, kinds: list[str]) -> dict[str, str]:
    """`Document` as JSON has it. Raises BadUpload."""
    from tenants.files.documents import read_document

    document = read_document(content, tuple(kinds))
    return {"extension": document.extension, "content": b64encode(document.content).decode()}
