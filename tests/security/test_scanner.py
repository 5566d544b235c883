"""The virus scanner by clamd's own protocol, on real sockets: nothing is clean until it has said so."""

import socket

import pytest

from tenants.files.errors import BadUpload
from tenants.files.scanner import ClamdScanner, NullScanner, ScannerAway, refuse_viruses
from tests.clamd import EICAR, clamd

LONG = b"x" * 300_000


@pytest.mark.parametrize("unix", [False, True], ids=["tcp", "unix"])
def test_a_virus_is_named_and_what_is_clean_passes(tmp_path, unix):
    with clamd(str(tmp_path / "clamd") if unix else "") as url:
        scanner = ClamdScanner(url)
        assert scanner.scan(LONG + EICAR + LONG) == "Win.Test.EICAR_HDB-1"
        assert scanner.scan(LONG) == ""
        assert scanner.scan(b"") == ""


@pytest.mark.parametrize(
    "says", [b"", b"UNKNOWN COMMAND\0", b"stream: Can't allocate memory ERROR\0", b"x" * 9000, b"OK\0\0"]
)
def test_what_is_no_verdict_is_none(says):
    with clamd(says=says) as url, pytest.raises(ScannerAway):
        ClamdScanner(url).scan(LONG)


def test_a_file_that_is_too_long_for_the_scanner_is_not_clean():
    with clamd(most=100_000) as url, pytest.raises(ScannerAway):
        ClamdScanner(url).scan(LONG * 20)


def test_a_scanner_that_says_nothing_is_waited_for_no_longer_than_it_may_take():
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(ScannerAway):
        ClamdScanner(f"tcp://127.0.0.1:{silent.getsockname()[1]}", seconds=0.2).scan(b"x")


@pytest.mark.parametrize("url", ["tcp://127.0.0.1:1", "unix:///nowhere/clamd.ctl", "tcp://"])
def test_a_scanner_that_is_not_there_is_away(url):
    with pytest.raises(ScannerAway):
        ClamdScanner(url).scan(b"x")


def test_without_a_scanner_nothing_is_found(settings):
    assert NullScanner().scan(EICAR) == ""
    settings.CLAMD_URL = ""
    refuse_viruses(EICAR)


def test_a_person_reads_what_became_of_the_file(settings):
    with clamd() as settings.CLAMD_URL:
        with pytest.raises(BadUpload, match="found something harmful"):
            refuse_viruses(EICAR)
        refuse_viruses(LONG)
    with pytest.raises(BadUpload, match="can’t check files for viruses at the moment, so this one was not kept"):
        refuse_viruses(LONG)
