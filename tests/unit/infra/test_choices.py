"""What a person may choose, what a machine lacks: each wrong choice is a sentence."""

import subprocess
import sys
from pathlib import Path

import pytest

from infra.local import __main__ as command_line
from infra.local import demo, elasticsearch_package, machine
from infra.local.errors import LocalError
from infra.local.places import REPOSITORY

JDK_17, JDK_21 = (17, Path("/jdk-17")), (21, Path("/jdk-21"))


@pytest.fixture
def jdks(monkeypatch):
    def have(*found):
        monkeypatch.setattr(elasticsearch_package, "find_jdks", lambda: list(found))
        monkeypatch.setattr(machine, "find_jdks", lambda: list(found))

    monkeypatch.delenv("LOCAL_ELASTICSEARCH", raising=False)
    return have


def test_a_new_jdk_runs_elasticsearch_9(jdks):
    jdks(JDK_17, JDK_21)
    assert elasticsearch_package.choose_build() == elasticsearch_package.Build(9, JDK_21[1])


def test_jdk_17_alone_runs_elasticsearch_8_and_says_so(jdks, capsys):
    jdks(JDK_17)
    assert elasticsearch_package.choose_build() == elasticsearch_package.Build(8, JDK_17[1])
    assert "Elasticsearch 8" in capsys.readouterr().out


@pytest.mark.parametrize(("wanted", "found"), [("", []), ("9", [JDK_17]), ("7", [JDK_17])])
def test_no_elasticsearch_is_a_sentence(jdks, monkeypatch, wanted, found):
    jdks(*found)
    monkeypatch.setenv("LOCAL_ELASTICSEARCH", wanted)
    with pytest.raises(LocalError, match=r"\.$"):
        elasticsearch_package.choose_build()


def test_an_ordinary_user_is_told_every_missing_program_in_one_line(jdks, monkeypatch):
    jdks()
    monkeypatch.setattr(machine.shutil, "which", lambda name, path=None: None)
    monkeypatch.setattr(machine, "find_library", lambda name: None)
    monkeypatch.setattr(machine, "is_root", lambda: False)
    monkeypatch.delenv("ELASTICSEARCH_URL", raising=False)
    with pytest.raises(LocalError) as raised:
        machine.prepare()
    assert str(raised.value).endswith(
        "apt-get install -y chromium nginx-light libatomic1 maven openjdk-17-jdk-headless"
    )
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("port", ["eighty", "-1", "8000.5"])
def test_a_port_that_is_no_number_is_a_sentence(monkeypatch, capsys, port):
    monkeypatch.setenv("PORT", port)
    assert command_line.main(["demo"]) == 1
    assert "is not a port number" in capsys.readouterr().err


def test_an_unknown_engine_is_a_sentence(monkeypatch, capsys):
    monkeypatch.setenv("PORT", "")
    monkeypatch.setenv("ENGINE", "sphinx")
    assert command_line.main(["demo"]) == 1
    assert "ENGINE=sphinx is not known" in capsys.readouterr().err


def test_the_set_up_is_repeated_when_the_engine_changes():
    assert demo._fingerprint({"SEARCH_ENGINE": "postgres"}) == demo._fingerprint({"SEARCH_ENGINE": "postgres"})
    assert demo._fingerprint({"SEARCH_ENGINE": "postgres"}) != demo._fingerprint({"SEARCH_ENGINE": "elasticsearch"})


def test_missing_programs_can_be_named_before_any_package_is_installed():
    bare = [sys.executable, "-S", "-c", "import infra.local.machine"]
    subprocess.run(bare, cwd=REPOSITORY, check=True)
    assert subprocess.run([*bare[:-1], "import psycopg"], cwd=REPOSITORY, check=False, capture_output=True).returncode
