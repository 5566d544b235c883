"""Has untrusted content read by a process of its own, which ends where its limits are."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from threading import Timer
from typing import IO, Any, Final

import structlog

from tenants.confined.errors import ReaderFailed, Refused, TooMuchWork
from tenants.confined.limits import Limits

logger = structlog.get_logger(__name__)
_USUAL: Final = Limits()
_PART: Final = 1024 * 1024


def read_confined(reader: Callable[..., Any], content: bytes, limits: Limits = _USUAL, **options: Any) -> Any:
    """What `reader(content, **options)` gives, as JSON has it. The reader is a function of a module; its module should
    import little, as that is done for each file.

    Raises Refused with the reader's own words, TooMuchWork past a limit, ReaderFailed for any other fault.
    """
    said = _ask(f"{reader.__module__}:{reader.__name__}", content, limits, options)
    try:
        answer: dict[str, Any] = json.loads(said)
    except ValueError:
        raise TooMuchWork from None  # ended in the middle of its work: by a limit, the machine or the content itself
    if "value" in answer:
        return answer["value"]
    if "refused" in answer:
        raise Refused(answer["refused"])
    if "failed" in answer:
        logger.error("reader_failed", reader=reader.__name__, fault=answer["failed"])
        raise ReaderFailed(answer["failed"])
    raise TooMuchWork


def _ask(reader: str, content: bytes, limits: Limits, options: dict[str, Any]) -> bytes:
    told = [reader, json.dumps(asdict(limits)), json.dumps(options)]
    with subprocess.Popen(  # noqa: S603 # our own program, and no shell
        [sys.executable, "-P", "-B", "-m", "tenants.confined.child", *told],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    ) as process:
        deadline = Timer(limits.wall, process.kill)
        deadline.start()
        try:
            assert process.stdin
            assert process.stdout
            with suppress(BrokenPipeError), process.stdin as sink:
                sink.write(content)
            said = _up_to(limits.answer, process.stdout)
        finally:
            deadline.cancel()
            process.kill()
    return said


def _up_to(most: int, source: IO[bytes]) -> bytes:
    """All that comes, or nothing where that is more."""
    parts, size = [], 0
    while part := source.read(_PART):
        parts.append(part)
        size += len(part)
        if size > most:
            return b""
    return b"".join(parts)
