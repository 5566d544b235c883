"""Lock files: everything pinned with hashes, no host named."""

import json
import re

import pytest

from infra.local.places import REPOSITORY

LOCKS = ["requirements.txt", "requirements-local.txt", "requirements-dev.txt"]
PINNED = re.compile(r"^(?P<name>[a-z0-9.\-]+)(\[[a-z,\-]+\])?==[^ ]+", re.MULTILINE)


def names(lock):
    return {match["name"] for match in PINNED.finditer((REPOSITORY / lock).read_text())}


@pytest.mark.parametrize("lock", [*LOCKS, "package-lock.json", "package.json"])
def test_no_lock_file_holds_an_address(lock):
    text = (REPOSITORY / lock).read_text()
    assert "://" not in text
    assert "--index-url" not in text


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_with_hashes(lock):
    entries = re.split(r"\n(?=\S)", (REPOSITORY / lock).read_text().strip())
    assert entries
    assert [entry for entry in entries if not PINNED.match(entry) or "--hash=sha256:" not in entry] == []


def test_each_list_holds_the_one_before():
    production, local, everything = (names(lock) for lock in LOCKS)
    assert production < local < everything
    assert {"django", "wagtail"} <= production
    assert "pytest" not in local


def test_npm_packages_carry_their_checksums():
    packages = json.loads((REPOSITORY / "package-lock.json").read_text())["packages"]
    assert all("integrity" in package for path, package in packages.items() if path)
    assert not any("resolved" in package for package in packages.values())
