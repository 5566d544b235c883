"""The other side: limits itself, then reads what comes in and writes the answer. `run.py` starts it as

    python -P -m tenants.confined.child MODULE:FUNCTION LIMITS OPTIONS

It imports no Django unless its reader does, holds no secret in its environment, and may write no file.
"""

import json
import resource
import sys
from importlib import import_module
from traceback import extract_tb
from typing import Any

from tenants.confined.errors import Refused


def main(reader: str, limits: dict[str, int], options: dict[str, Any]) -> None:
    """Answer on standard output: a JSON object of `value`, `refused`, `failed` or `too_much`."""
    _limit(limits)
    module, _, name = reader.partition(":")
    try:
        answer = {"value": getattr(import_module(module), name)(sys.stdin.buffer.read(), **options)}
        said = json.dumps(answer).encode()
    except Refused as refused:
        said = json.dumps({"refused": str(refused)}).encode()
    except MemoryError:
        said = b'{"too_much": true}'
    except Exception as error:
        last = extract_tb(error.__traceback__)[-1]
        said = json.dumps({"failed": f"{type(error).__name__} at {last.filename}:{last.lineno}"}).encode()
    sys.stdout.buffer.write(said)


def _limit(limits: dict[str, int]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["cpu"], limits["cpu"]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]), json.loads(sys.argv[3]))
