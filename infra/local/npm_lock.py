"""`python -m infra.local.npm_lock`: take the addresses of sponsors out of package-lock.json, which names no host."""

import json

from infra.local.places import REPOSITORY


def main() -> None:
    """Write the lock file without each package's `funding`, in npm's own layout."""
    path = REPOSITORY / "package-lock.json"
    lock = json.loads(path.read_text())
    for package in lock["packages"].values():
        package.pop("funding", None)
    path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
