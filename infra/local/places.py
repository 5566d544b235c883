"""Where the local servers keep their state.

State lives in `.local/` of the checkout. Two servers refuse to run as root, so root runs them as `nobody`; where a
parent folder keeps other users out (root's home does), the servers' own files move to `/var/tmp/localoffer-<hash>`,
which is noted in `.local/servers-are-in`.
"""

import hashlib
import os
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from infra.local.errors import LocalError

REPOSITORY = Path(__file__).resolve().parents[2]
SERVER_USER = "nobody"


@dataclass(frozen=True)
class Places:
    """The folders of one set of servers: the demo's, or the tests'."""

    local: Path
    """Records, logs and secrets; only we need to enter it."""
    servers: Path
    """The servers' data (and binaries where they can't be read in place); the servers' user must enter it."""

    @property
    def log(self) -> Path:
        """The folder of the log files, one for each process."""
        return self.local / "log"

    @property
    def run(self) -> Path:
        """The folder of the records of running processes."""
        return self.local / "run"

    def make_server_folder(self, name: str) -> Path:
        """Make (once) and return a folder that belongs to the user the servers run as."""
        folder = self.servers / name
        folder.mkdir(parents=True, exist_ok=True)
        give_to_server_user(folder)
        return folder


def is_root() -> bool:
    """Tell whether servers must be started as another user."""
    return os.geteuid() == 0


def give_to_server_user(path: Path) -> None:
    """Let the servers' user own one path; does nothing for an ordinary user, who runs the servers."""
    if is_root():
        shutil.chown(path, SERVER_USER, _server_group())


def popen_identity() -> dict[str, object]:
    """Return the arguments that make `subprocess.Popen` run a server as someone who is not root."""
    if not is_root():
        return {}
    return {"user": SERVER_USER, "group": _server_group(), "extra_groups": []}


def bars_other_users(path: Path) -> bool:
    """Tell whether this folder, or one above it, keeps other users from entering."""
    existing = next(folder for folder in (path, *path.parents) if folder.exists()).resolve()
    return any(not folder.stat().st_mode & stat.S_IXOTH for folder in (existing, *existing.parents))


def make_private(folder: Path) -> None:
    """Make a folder of ours, or an earlier one, that other people of this machine can't look into."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)


def find_places(profile: str = "", repository: Path = REPOSITORY, outside: Path = Path("/var/tmp")) -> Places:  # noqa: S108
    """Make and return the folders for a set of servers; the demo's profile is the empty one."""
    top = repository / ".local"
    top.mkdir(exist_ok=True)
    servers = top / "servers"
    if is_root() and bars_other_users(top):
        note = top / "servers-are-in"
        servers = _outside_folder(repository, outside, start_afresh=not note.exists())
        note.write_text(f"{servers}\n")
    places = Places(local=top / profile, servers=servers / (profile or "demo"))
    for folder in (places.local, places.run, servers, places.servers):
        folder.mkdir(parents=True, exist_ok=True)
    make_private(places.log)
    for folder in (servers, places.servers):
        folder.chmod(0o711)
    return places


def _outside_folder(repository: Path, outside: Path, *, start_afresh: bool) -> Path:
    """Make the folder; without a note of it (`.local/` was removed, or the clone is new) its old data goes."""
    digest = hashlib.sha256(str(repository.resolve()).encode()).hexdigest()[:12]
    folder = outside / f"localoffer-{digest}"
    folder.mkdir(exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise LocalError(f"{folder} belongs to another user: remove it, then try again.")
    if start_afresh:
        shutil.rmtree(folder)
        folder.mkdir()
    return folder


def _server_group() -> str:
    return "nogroup" if Path("/etc/debian_version").exists() else SERVER_USER
