"""What hostile requests hold, and what is wrong with an answer to one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.http import QueryDict
from django.test import Client

NONSENSE = [
    "\x00",
    "-1",
    "9" * 25,
    "abc<script>",
    "\u202e\U0001d54f é'\"\\%",
    "x" * 20_000,
    "2026-02-30",
    "[]",
    "1e9",
    "true",
]
IN_PATHS = ["\x00", "%2e%2e%2f", "é\u202e" * 150]
NUMBERS = ["0", "9" * 25]
BODIES: dict[str, dict[str, Any]] = {
    "bytes": {"data": bytes(range(256)), "content_type": "application/json"},
    "broken": {
        "data": b"--x\r\nContent-Disposition: form-data\r\n\r\n\xff",
        "content_type": "multipart/form-data; boundary=x",
    },
    "charset": {"data": "a=b", "content_type": "application/x-www-form-urlencoded; charset=utf-16"},
}
CORRUPT_GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x01\x00\x00\x00\x00,"
ODD_METHODS = ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "ODD")


@contextmanager
def names_read(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """The names of parameters and fields that are asked for inside."""
    names: set[str] = set()
    with monkeypatch.context() as patched:
        for method in ("get", "getlist", "__getitem__", "__contains__"):
            original = getattr(QueryDict, method)

            def spying(self: Any, key: Any, *rest: Any, _original: Any = original, **options: Any) -> Any:
                if isinstance(key, str) and self is not None:
                    names.add(key)
                return _original(self, key, *rest, **options)

            patched.setattr(QueryDict, method, spying)
        yield names


def fault(client: Client, method: str, path: str, **options: Any) -> str:
    """What a request met that it shouldn't: a server's fault, or an exception; its writes are taken back."""
    try:
        with transaction.atomic():
            response = getattr(client, method)(path, **options)
            b"".join(response.streaming_content) if response.streaming else response.content
            transaction.set_rollback(True)
    except Exception as error:  # every one is a fault
        return f"{type(error).__name__}: {str(error)[:200]}"
    return f"answers {response.status_code}" if response.status_code >= 500 else ""
