"""Where state goes: in the checkout, and for root outside of folders that bar other users."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from infra.local import places
from infra.local.errors import LocalError

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs servers as another user")


@pytest.fixture
def open_folder():
    """A folder that everybody may enter; pytest's own are private."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_state_is_in_the_checkout_where_others_may_enter(open_folder):
    found = places.find_places(repository=open_folder)
    assert found.local == open_folder / ".local"
    assert found.servers == open_folder / ".local" / "servers" / "demo"
    assert found.log.is_dir()
    assert found.run.is_dir()


def test_the_tests_servers_have_folders_of_their_own(open_folder):
    demo, test = places.find_places(repository=open_folder), places.find_places("test", repository=open_folder)
    assert demo.servers != test.servers
    assert test.local == open_folder / ".local" / "test"


@needs_root
def test_root_moves_servers_out_of_a_private_folder_and_notes_where(open_folder):
    private = open_folder / "home"
    private.mkdir(mode=0o700)
    outside = open_folder / "outside"
    outside.mkdir()
    found = places.find_places(repository=private, outside=outside)
    assert found.local == private / ".local"
    assert found.servers.is_relative_to(outside)
    assert not places.bars_other_users(found.servers)
    assert (private / ".local" / "servers-are-in").read_text().strip() == str(found.servers.parent)


@needs_root
def test_removing_the_local_folder_removes_the_data_outside_too(open_folder):
    private = open_folder / "home"
    private.mkdir(mode=0o700)
    data = places.find_places(repository=private, outside=open_folder).make_server_folder("data")
    assert places.find_places(repository=private, outside=open_folder).servers.joinpath("data").exists()
    shutil.rmtree(private / ".local")
    places.find_places(repository=private, outside=open_folder)
    assert not data.exists()


@needs_root
def test_a_folder_planted_by_another_user_is_refused(open_folder):
    private = open_folder / "home"
    private.mkdir(mode=0o700)
    places.find_places(repository=private, outside=open_folder)
    planted = next(open_folder.glob("localoffer-*"))
    os.chown(planted, 65534, 65534)
    with pytest.raises(LocalError, match="belongs to another user"):
        places.find_places(repository=private, outside=open_folder)


def test_an_ordinary_user_stays_in_a_private_folder(open_folder, monkeypatch):
    monkeypatch.setattr(places, "is_root", lambda: False)
    private = open_folder / "home"
    private.mkdir(mode=0o700)
    assert places.find_places(repository=private).servers.is_relative_to(private)
    assert places.popen_identity() == {}


def test_a_closed_folder_anywhere_above_bars_others(open_folder):
    closed = open_folder / "closed"
    inside = closed / "inside"
    inside.mkdir(parents=True)
    assert not places.bars_other_users(inside)
    closed.chmod(0o700)
    assert places.bars_other_users(inside)
    assert places.bars_other_users(inside / "not made yet")
