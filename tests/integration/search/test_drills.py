"""Following the table when things go wrong or go on: writes during rebuilds, kills, late writes, a new layout."""

import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from datetime import timedelta
from random import Random

import pytest
from django.conf import settings as django_settings
from django.db import connection, connections
from django.utils import timezone

from search.adapters.elasticsearch.client import client
from search.adapters.elasticsearch.mapping import MAPPING_VERSION, MAPPINGS, SETTINGS
from search.engines import factory
from search.index.models import SearchRow
from search.index.services.documents import put_document, remove_document
from search.index.services.drift import check_index
from search.index.services.follower import follow, repair
from search.index.services.rebuild import rebuild_index
from search.index.tasks import find_missing_indexes, mend_drift, sweep
from search.query import Sort
from tenants.councils.locks import Lock
from tenants.councils.models import DueTask
from tenants.councils.scope import council_scope
from tenants.councils.selectors import figures_by_council
from tests import databases
from tests.contract.listings import entry, listing
from tests.contract.searching import PATIENCE, elasticsearch_of

pytestmark = pytest.mark.elasticsearch
STAYING = 60
MOVING = 12
REBUILDS = 2


def asked():
    return client(django_settings.ELASTICSEARCH_URL, PATIENCE)


def generations():
    council = factory.index_alias().removesuffix(f"-v{MAPPING_VERSION}")
    return sorted(asked().indices.get(index=f"{council}-*", features="aliases").body)


@contextmanager
def meanwhile(council, *works):
    """Each of the works over and over in a thread of its own, until the block ends; raises what one of them raised."""
    stop, problems = threading.Event(), []

    def keep_on(work):
        try:
            with council_scope(council):
                while not stop.is_set():
                    work()
        except Exception as problem:
            problems.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=keep_on, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=300)
    if problems:
        raise problems[0]


@pytest.mark.django_db(transaction=True)
def test_a_rebuild_under_writes_loses_none_and_fails_no_search(alpha):
    search = elasticsearch_of()
    for number in range(STAYING):
        put_document(document=listing(f"Stays {number:02}"))
    search.catch_up()
    chance, written, totals, drifts = Random(3), {}, [], []

    def write():
        key = f"service:moves-{chance.randrange(MOVING)}"
        if chance.random() < 0.3:
            remove_document(key=key)
            written[key] = None
        else:
            written[key] = f"Version {len(totals)} of {chance.random()}"
            put_document(document=listing(written[key], key=key))

    def look():
        answer = search.ask(sort=Sort.NAME, per_page=200)
        totals.append(sum(document.name.startswith("Stays") for document in answer.documents))

    with meanwhile(alpha, write, look, follow):
        for _ in range(REBUILDS):
            assert rebuild_index() >= STAYING
            drifts.append(check_index())
    search.catch_up()
    assert set(totals) == {STAYING}
    assert not any(drifts)
    assert not check_index()
    found = {document.key: document.name for document in search.ask(per_page=200).documents}
    there = {key: name for key, name in written.items() if name}
    assert {key: name for key, name in found.items() if "moves" in key} == there
    assert len(generations()) == 1


HALFWAY = """
import sys
import django
django.setup()
from search.adapters.elasticsearch.index import ElasticsearchIndex
from search.index.services.rebuild import rebuild_index
from tenants.councils.scope import council_scope

whole = ElasticsearchIndex.rebuild

def halfway(self, entries):
    def read():
        for number, entry in enumerate(entries):
            if number == 3:
                print("halfway", flush=True)
                sys.stdin.read()
            yield entry
    return whole(self, read())

ElasticsearchIndex.rebuild = halfway
with council_scope("alpha"):
    rebuild_index()
"""


@pytest.mark.django_db(transaction=True)
def test_a_rebuild_killed_halfway_leaves_the_index_as_it_was(alpha):
    search = elasticsearch_of()
    for number in range(6):
        put_document(document=listing(f"L{number}"))
    search.catch_up()
    before = generations()
    kill_a_rebuild_halfway()
    assert len(generations()) == len(before) + 1
    assert search.ask().total == 6
    wait_until_its_lock_is_free(alpha)
    repair()
    assert generations() == before
    assert not check_index()
    assert rebuild_index() == 6


def kill_a_rebuild_halfway():
    process = subprocess.Popen(
        [sys.executable, "-c", HALFWAY],
        env={**os.environ, "DATABASE_URL": databases.serving_url(), "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with process:
        assert process.stdout.readline() == b"halfway\n"
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL


def wait_until_its_lock_is_free(council):
    """The server notices in its own time that the process is gone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [Lock.INDEX_REBUILD.value, council.pk])
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [Lock.INDEX_REBUILD.value, council.pk])


def test_what_was_deleted_stays_so_when_an_older_write_comes_after_its_tombstone_went(indexed):
    put_document(document=listing("Gone", key="gone"))
    late = entry(listing("Gone", key="gone"), version=SearchRow.objects.get().version)
    remove_document(key="gone")
    indexed.catch_up()
    SearchRow.objects.update(changed_at=timezone.now() - timedelta(days=2))
    repair()
    assert not SearchRow.objects.exists()
    factory.index().write([late])
    assert indexed.names() == []
    assert not check_index()


def test_even_after_a_rebuild_without_the_tombstone_it_is_found_and_taken_out(indexed):
    late = entry(listing("Gone", key="gone"), version=1)
    rebuild_index()
    factory.index().write([late])
    assert check_index().extra == ("gone",)
    mend_drift()
    assert not check_index()
    assert indexed.names() == []


@pytest.fixture
def earlier_layout(alpha):
    """Council alpha with one listing and only the index that the platform laid out before layouts had names."""
    factory.index().drop()
    council = factory.index_alias().removesuffix(f"-v{MAPPING_VERSION}")
    name = f"{council}-{'2' * 20}"
    asked().indices.create(index=name, mappings={**MAPPINGS, "_meta": {"version": 1}}, settings=SETTINGS)
    asked().indices.put_alias(index=name, name=council)
    put_document(document=listing("Autism club"))
    SearchRow.objects.update(indexed_version=SearchRow.objects.get().version)
    return name


def test_a_new_layout_is_built_beside_the_old_one_while_postgresql_answers(earlier_layout, alpha, client_for, settings):
    settings.SEARCH_ENGINE = "elasticsearch"

    def engine_and_total():
        answer = client_for(alpha).get("/api/search?q=autism").json()
        return answer["engine"], answer["total"]

    assert engine_and_total() == ("postgres", 1)
    sweep()
    assert engine_and_total() == ("elasticsearch", 1)
    assert [name.startswith(factory.index_alias()) for name in generations()] == [False, True]
    asked().indices.delete(index=earlier_layout)


def test_a_council_without_an_index_of_this_layout_is_swept_at_once_and_then_left_alone(earlier_layout, alpha):
    def is_sent_a_sweep():
        DueTask.objects.filter(task=sweep.name).delete()
        find_missing_indexes()
        return DueTask.objects.filter(task=sweep.name, council=alpha, due_at__lte=timezone.now()).exists()

    assert is_sent_a_sweep()
    sweep()
    assert not is_sent_a_sweep()
    factory.index().drop()
    assert is_sent_a_sweep()


def test_an_index_of_an_earlier_layout_goes_when_it_is_old_and_one_of_a_later_never(indexed):
    council = factory.index_alias().removesuffix(f"-v{MAPPING_VERSION}")
    old, later = f"{council}-v1-{'1' * 20}", f"{council}-v{MAPPING_VERSION + 1}-{'1' * 20}"
    just_now = f"{council}-{timezone.now():%Y%m%d%H%M%S%f}"
    for name in (old, later, just_now):
        asked().indices.create(index=name)
    repair()
    left = set(generations())
    assert {later, just_now} <= left
    assert old not in left
    factory.index().drop()
    assert generations() == []


def test_rows_on_their_way_are_no_drift_until_they_wait_too_long(indexed):
    put_document(document=listing("Waits", key="waits"))
    assert not check_index()
    SearchRow.objects.update(changed_at=timezone.now() - timedelta(minutes=5))
    assert check_index().missing == ("waits",)
    assert not check_index(repair=True)


def drift_figures():
    [council] = [each for each in figures_by_council() if each.slug == "alpha"]
    return {kind: council.figures[f"search_drift_{kind}"] for kind in ("missing", "extra", "behind")}


def test_the_last_check_is_noted(indexed):
    put_document(document=listing("Kept", key="kept"))
    indexed.catch_up()
    asked().delete(index=factory.index_alias(), id="kept")
    check_index()
    assert drift_figures() == {"missing": 1, "extra": 0, "behind": 0}
    mend_drift()
    assert drift_figures() == {"missing": 0, "extra": 0, "behind": 0}
