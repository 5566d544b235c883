"""Rebuilding a council's index while writes go on, and finding and mending drift."""

import threading

import psycopg
import pytest
from django.db import connection, connections

from search.adapters.elasticsearch.client import client
from search.adapters.elasticsearch.index import ElasticsearchIndex
from search.engines import factory
from search.index.locks import RebuildRunning
from search.index.models import SearchRow
from search.index.services.documents import put_document, remove_document
from search.index.services.drift import check_index
from search.index.services.follower import follow, repair
from search.index.services.rebuild import rebuild_index
from search.ports import EngineUnavailable
from tenants.councils.locks import Lock
from tenants.councils.scope import council_scope
from tests.contract.listings import listing
from tests.contract.searching import elasticsearch_of

pytestmark = pytest.mark.elasticsearch


class Interrupted(ElasticsearchIndex):
    """Does something while a rebuild reads: before its first entry, or once all have been read."""

    def __init__(self, *, before=None, after=None):
        super().__init__(client=client(_url(), 10.0), alias=factory.index_alias())
        self._before, self._after = before, after

    def rebuild(self, entries):
        return super().rebuild(self._interrupt(entries))

    def _interrupt(self, entries):
        for number, entry in enumerate(entries):
            if number == 0 and self._before:
                yield entry
                self._before()
                continue
            yield entry
        if self._after:
            self._after()


def _url():
    from django.conf import settings

    return settings.ELASTICSEARCH_URL


def use(monkeypatch, index):
    monkeypatch.setattr(factory, "index", lambda: index)


def test_a_rebuild_holds_the_whole_table(indexed):
    for number in range(12):
        put_document(document=listing(f"L{number}", key=f"k{number:02}"))
    remove_document(key="k03")
    assert rebuild_index() == 12
    assert not check_index()
    assert indexed.ask().total == 11
    assert follow() == 0


def test_the_table_is_read_in_short_steps(indexed, monkeypatch):
    monkeypatch.setattr("search.index.services.rebuild.CHUNK", 2)
    for number in range(5):
        put_document(document=listing(f"L{number}"))
    assert rebuild_index() == 5
    assert not check_index()


def test_what_changes_during_a_rebuild_is_in_it(indexed, monkeypatch):
    for key in ("changed", "removed", "stays"):
        put_document(document=listing(key, key=key))
    indexed.catch_up()

    def change():
        put_document(document=listing("Changed since", key="changed"))
        remove_document(key="removed")
        put_document(document=listing("Added since", key="added"))
        follow()

    use(monkeypatch, Interrupted(before=change))
    rebuild_index()
    assert not check_index()
    assert indexed.names() == ["Added since", "Changed since", "stays"]


def test_searches_go_on_during_a_rebuild(indexed, monkeypatch):
    put_document(document=listing("A"))
    indexed.catch_up()
    seen = []
    use(
        monkeypatch,
        Interrupted(before=lambda: seen.append(indexed.names()), after=lambda: seen.append(indexed.names())),
    )
    rebuild_index()
    assert seen == [["A"], ["A"]]


def test_a_rebuild_that_fails_leaves_the_index_as_it_was(indexed, monkeypatch):
    put_document(document=listing("A"))
    indexed.catch_up()
    index = factory.index()

    def fail():
        raise EngineUnavailable("stopped")

    use(monkeypatch, Interrupted(before=fail))
    with pytest.raises(EngineUnavailable):
        rebuild_index()
    assert indexed.names() == ["A"]
    assert index.drop_orphans() == 1


def test_a_document_that_is_refused_stops_the_swap(indexed):
    put_document(document=listing("Bad", key="bad"))
    SearchRow.objects.update(age_to=10**9)
    with pytest.raises(EngineUnavailable):
        rebuild_index()
    assert indexed.names() == []


def test_only_one_rebuild_of_a_council_runs(indexed, alpha):
    given = connection.settings_dict
    with psycopg.connect(
        host=given["HOST"], port=given["PORT"], user=given["USER"], password=given["PASSWORD"], dbname=given["NAME"]
    ) as other:
        other.execute("SELECT pg_advisory_lock(%s, %s)", [Lock.INDEX_REBUILD.value, alpha.pk])
        with pytest.raises(RebuildRunning):
            rebuild_index()
        repair()
        factory.index().drop()
        put_document(document=listing("Waits"))
        assert follow() == 0
    repair()
    assert not check_index()


def test_without_elasticsearch_there_is_nothing_to_rebuild(alpha, settings):
    settings.ELASTICSEARCH_URL = ""
    assert rebuild_index() == 0


@pytest.mark.django_db(transaction=True)
def test_a_follower_in_the_moment_of_the_swap_loses_nothing(alpha, monkeypatch):
    search = elasticsearch_of()
    put_document(document=listing("Before", key="a"))
    search.catch_up()
    threads = []

    def write_elsewhere():
        def work():
            try:
                with council_scope(alpha):
                    put_document(document=listing("In the moment", key="a"))
                    follow()
            finally:
                connections.close_all()

        threads.append(threading.Thread(target=work))
        threads[0].start()

    use(monkeypatch, Interrupted(after=write_elsewhere))
    rebuild_index()
    threads[0].join(timeout=300)
    assert not check_index()
    assert search.names() == ["In the moment"]


@pytest.mark.django_db(transaction=True)
def test_a_publish_waits_for_no_follower(alpha, monkeypatch):
    search = elasticsearch_of()
    published = threading.Event()

    class Slow(ElasticsearchIndex):
        def write(self, entries):
            thread = threading.Thread(target=publish)
            thread.start()
            thread.join(timeout=300)
            return super().write(entries)

    def publish():
        try:
            with council_scope(alpha):
                if not published.is_set():
                    put_document(document=listing("Second", key="a"))
                    published.set()
        finally:
            connections.close_all()

    put_document(document=listing("First", key="a"))
    use(monkeypatch, Slow(client=client(_url(), 10.0), alias=factory.index_alias()))
    follow()
    assert published.is_set()
    search.catch_up()
    assert search.names() == ["Second"]


def test_drift_of_every_kind_is_found_and_mended(indexed):
    for key in ("missing", "behind", "same"):
        put_document(document=listing(key, key=key))
    indexed.catch_up()
    engine, alias = indexed.engine._client, factory.index_alias()
    engine.delete(index=alias, id="missing")
    put_document(document=listing("behind", key="behind"))
    SearchRow.objects.filter(key="behind").update(indexed_version=10**17)
    body = engine.get(index=alias, id="same")["_source"]
    engine.index(index=alias, id="extra", document={**body, "key": "extra"})
    drift = check_index()
    assert (drift.missing, drift.extra, drift.behind) == (("missing",), ("extra",), ("behind",))
    assert str(drift) == "1 missing (missing); 1 extra (extra); 1 behind (behind)"
    assert not check_index(repair=True)
    assert indexed.ask().total == 3


def test_without_an_index_everything_is_missing_until_it_is_mended(indexed):
    put_document(document=listing("A", key="a"))
    indexed.catch_up()
    factory.index().drop()
    assert check_index().missing == ("a",)
    assert not check_index(repair=True)


def test_an_index_from_a_later_time_than_the_table_is_rebuilt(indexed):
    put_document(document=listing("A", key="a"))
    indexed.catch_up()
    SearchRow.objects.update(version=1, indexed_version=1)
    assert check_index().behind == ("a",)
    assert not check_index(repair=True)
