"""Dumps by schema go back: everything into an empty database, or one council over what it has now."""

import os
import subprocess
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from search.index.models import SearchRow
from tests import databases

BACKUP = Path(__file__).resolve().parents[3] / "infra" / "backup"
CONTENT = """
    CREATE EXTENSION pg_trgm SCHEMA public;
    CREATE TABLE public.councils (name text);
    INSERT INTO public.councils VALUES ('Alpha'), ('Beta');
    CREATE SCHEMA alpha;
    CREATE TABLE alpha.services (id bigserial PRIMARY KEY, name text);
    CREATE INDEX alike ON alpha.services USING gin (name public.gin_trgm_ops);
    INSERT INTO alpha.services (name) SELECT md5(n::text) FROM generate_series(1, 5000) AS n;
    CREATE SCHEMA beta;
    CREATE TABLE beta.services (name text);
    INSERT INTO beta.services VALUES ('as it was');
    CREATE SEQUENCE public.search_version_seq;
    CREATE SCHEMA "west-end";
    CREATE TABLE "west-end".search_index_searchrow (version bigint);
    CREATE TABLE beta.search_index_searchrow (version bigint);
    CREATE TABLE beta.search_reading_reading (version bigint);
    INSERT INTO "west-end".search_index_searchrow VALUES (90), (41);
    INSERT INTO beta.search_reading_reading VALUES (95);
"""
LATEST = 95


@pytest.fixture
def filled(db):
    yield from _database("filled", CONTENT)


@pytest.fixture
def empty(db):
    yield from _database("empty", "")


@pytest.fixture
def run(tools):
    """`run("dump.sh", url, folder)` gives the exit status and what was said."""

    def make(script, url, *words):
        environment = {**os.environ, "DATABASE_URL": url, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
        done = subprocess.run([BACKUP / script, *words], env=environment, check=False, capture_output=True, text=True)
        return done.returncode, done.stdout.split(), done.stderr

    return make


def test_everything_goes_back_into_an_empty_database(run, filled, empty, tmp_path):
    assert run("dump.sh", filled, tmp_path) == (0, ["alpha", "beta", "west-end", "public"], "")
    assert run("restore.sh", empty, tmp_path) == (0, ["public", "alpha", "beta", "west-end"], "")

    assert _state(empty) == _state(filled)


def test_the_next_version_is_past_that_of_every_row_that_came_back(run, filled, empty, tmp_path):
    """Whatever `public` held when it was dumped, and whichever schema went back."""
    run("dump.sh", filled, tmp_path)
    run("restore.sh", empty, tmp_path)
    assert _next_version(empty) > LATEST
    assert run("restore.sh", filled, tmp_path, "west-end") == (0, ["west-end"], "")
    assert _next_version(filled) > LATEST


def test_the_table_that_counts_is_the_one_that_we_have():
    assert SearchRow._meta.db_table in (BACKUP / "restore.sh").read_text()


def test_what_public_counts_is_past_what_was_written_while_the_others_were_dumped(run, filled, tmp_path):
    _execute(filled, "SELECT setval('public.search_version_seq', 500)")
    assert run("dump.sh", filled, tmp_path)[1][-1] == "public"
    assert run("restore.sh", filled, tmp_path, "alpha")[0] == 0
    assert _next_version(filled) > 500


def test_dumps_are_their_makers_alone_and_the_password_is_on_no_command_line(run, filled, tmp_path):
    run("dump.sh", filled, tmp_path)
    assert {file.stat().st_mode & 0o777 for file in tmp_path.iterdir()} == {0o600}

    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "psql").write_text('#!/bin/sh\necho "$*" >&2; echo "$PGPASSWORD" >&2; exit 1\n')
    (programs / "psql").chmod(0o700)
    environment = {
        **os.environ,
        "DATABASE_URL": "postgresql://me:pa%3Ass@host:5/db",
        "PATH": f"{programs}:/usr/bin:/bin",
    }
    script = [BACKUP / "dump.sh", tmp_path / "dumps"]
    said = subprocess.run(script, env=environment, check=False, capture_output=True, text=True).stderr
    assert "--dbname=postgresql://me@host:5/db" in said
    assert said.splitlines()[-1] == "pa:ss"
    assert "pa%3Ass" not in said


def test_a_database_that_holds_something_is_left_alone(run, filled, tmp_path):
    run("dump.sh", filled, tmp_path)
    before = _state(filled)

    status, _, complaint = run("restore.sh", filled, tmp_path)
    assert (status, "tables already" in complaint) == (1, True)
    assert run("restore.sh", filled, tmp_path, "public")[0] == 1
    assert _state(filled) == before


def test_one_council_goes_back_and_no_other(run, filled, tmp_path):
    before = _state(filled)
    run("dump.sh", filled, tmp_path)
    _execute(filled, "DROP TABLE alpha.services; CREATE TABLE alpha.later (); UPDATE beta.services SET name = 'new'")

    assert run("restore.sh", filled, tmp_path, "alpha") == (0, ["alpha"], "")
    assert _state(filled) == {**before, "beta": [("new",)]}


def test_a_dump_that_breaks_off_or_is_not_there_changes_nothing(run, filled, tmp_path):
    run("dump.sh", filled, tmp_path)
    before = _state(filled)
    whole = (tmp_path / "alpha.dump").read_bytes()
    (tmp_path / "alpha.dump").write_bytes(whole[: len(whole) // 2])

    assert run("restore.sh", filled, tmp_path, "alpha")[0] != 0
    assert run("restore.sh", filled, tmp_path, "gamma")[0] == 1
    assert _state(filled) == before


def _database(name, content):
    name = f"{connection.settings_dict['NAME']}_{name}"
    databases.drop(name)
    with databases.server() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
        given = cursor.connection.info
        url = f"postgresql://{given.user}:{given.password}@{given.host}:{given.port}/{name}"
    _execute(url, content)
    yield url
    databases.drop(name)


def _execute(url, statements):
    with psycopg.connect(url) as opened:
        opened.execute(statements)


def _next_version(url):
    with psycopg.connect(url) as opened:
        return opened.execute("SELECT nextval('public.search_version_seq')").fetchone()[0]


def _state(url):
    with psycopg.connect(url) as opened:
        tables = "SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('public', 'alpha', 'beta')"
        indexes = "SELECT indexdef FROM pg_indexes WHERE schemaname IN ('public', 'alpha', 'beta')"
        return {
            "tables": sorted(opened.execute(tables).fetchall()),
            "indexes": sorted(opened.execute(indexes).fetchall()),
            "alpha": opened.execute("SELECT * FROM alpha.services ORDER BY id").fetchall(),
            "beta": opened.execute("SELECT * FROM beta.services").fetchall(),
        }
