"""The local PostgreSQL: what a killed server left is cleared, a stranger's process is not touched."""

import os
import tempfile
from pathlib import Path

import psycopg
import pytest

from infra.local import postgres, processes
from infra.local.errors import LocalError
from infra.local.places import find_places
from infra.local.supervisor import Supervisor


@pytest.fixture
def supervisor():
    """Not below pytest's own folder: any other run of root's closes that to the servers' user."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        places = find_places(repository=Path(folder))
        yield Supervisor(places)
        processes.stop_all(places.run)


def test_a_server_is_found_again_and_replaced_when_its_record_is_lost(supervisor):
    base = postgres.ensure(supervisor, durable=False)
    url = postgres.create_database(base, "localoffer")
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept (id int)")
    assert postgres.ensure(supervisor, durable=False) == base
    earlier = supervisor.children[postgres.NAME]
    processes.forget(supervisor.places.run, postgres.NAME)
    again = postgres.create_database(postgres.ensure(supervisor, durable=False), "localoffer")
    assert not earlier.is_alive()
    with psycopg.connect(again) as connection:
        extensions = {row[0] for row in connection.execute("SELECT extname FROM pg_extension")}
        assert set(postgres.EXTENSIONS) <= extensions
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)


@pytest.mark.parametrize("pid", [os.getpid(), 0, 2**22 + 1], ids=["ours", "none", "unused"])
def test_a_lock_file_that_names_no_server_of_ours_is_removed(tmp_path, pid):
    (tmp_path / "postmaster.pid").write_text(f"{pid}\n{tmp_path}\n")
    postgres._clear_lock_file(tmp_path)
    assert not (tmp_path / "postmaster.pid").exists()


def test_a_database_that_does_not_answer_is_a_sentence():
    with pytest.raises(LocalError, match=r"^The database of DATABASE_URL can't be used \(.*unset it\.$"):
        postgres.create_extensions("postgresql://postgres@127.0.0.1:9/nothing")
