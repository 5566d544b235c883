"""How Elasticsearch follows the table."""

import json
from datetime import date, timedelta

import pytest
from celery import current_app
from django.db import connection
from django.utils import timezone

from search.adapters.elasticsearch.client import client
from search.adapters.elasticsearch.index import ElasticsearchIndex
from search.adapters.elasticsearch.mapping import MAPPING_VERSION, source_of
from search.engines import factory
from search.index.models import SearchRow
from search.index.services.documents import FOLLOW_TASK, put_document, remove_document
from search.index.services.drift import check_index
from search.index.services.entries import COLUMNS, entry_of
from search.index.services.follower import follow, repair
from search.index.services.rebuild import rebuild_index
from search.index.tasks import follow_table, sweep
from search.ports import EngineUnavailable, IndexEntry
from tests.contract.listings import CENTRE, at, entry, listing
from tests.integration.dispatching import take_messages

pytestmark = pytest.mark.elasticsearch
NOWHERE = "http://127.0.0.1:1"


def asked(settings):
    return client(settings.ELASTICSEARCH_URL, 10.0)


def waiting():
    return set(SearchRow.objects.extra(where=["version > indexed_version"]).values_list("key", flat=True))


def as_text(each):
    return json.dumps(source_of(each), sort_keys=True)


def test_rows_are_marked_once_elasticsearch_has_them(indexed):
    put_document(document=listing("A", key="a"))
    put_document(document=listing("B", key="b"))
    assert waiting() == {"a", "b"}
    assert follow() == 2
    assert waiting() == set()
    assert follow() == 0


def test_a_row_goes_into_the_index_with_what_its_document_gives(alpha):
    document = listing(
        "Café club",
        key="a",
        summary="Children's play",
        description="On Mondays.",
        labels=("Autism", "Sleep"),
        organisation="Owls",
        needs=("autism",),
        age_min=2,
        places=at(CENTRE),
        stale=True,
        updated=date(2026, 1, 2),
    )
    put_document(document=document)
    row = SearchRow.objects.values(*COLUMNS).get()
    assert as_text(entry_of(row)) == as_text(entry(document, version=row["version"]))


def test_rows_that_are_marked_are_not_written_again(indexed):
    put_document(document=listing("A", key="a"))
    follow()
    place_on_disk = "SELECT ctid FROM search_index_searchrow"
    with connection.cursor() as cursor:
        cursor.execute(place_on_disk)
        before = cursor.fetchall()
        rebuild_index()
        cursor.execute(place_on_disk)
        assert cursor.fetchall() == before


def test_more_rows_than_a_batch_are_followed_in_one_go(indexed, monkeypatch):
    monkeypatch.setattr("search.index.services.follower.BATCH", 2)
    for number in range(5):
        put_document(document=listing(f"L{number}"))
    assert follow() == 5


def test_a_late_older_write_brings_nothing_back(indexed):
    index = factory.index()
    index.write([IndexEntry(key="gone", version=10**17)])
    late = entry(listing("Gone", key="gone"), version=10**17 - 1)
    assert index.write([late]) == {"gone"}
    assert "gone" not in index.versions()


def test_a_row_that_moves_on_while_it_is_followed_stays_to_be_followed(indexed, monkeypatch):
    class Moving(ElasticsearchIndex):
        def write(self, entries):
            if not moved:
                moved.append(put_document(document=listing("Newer", key="a")))
            return super().write(entries)

    moved = []
    put_document(document=listing("Older", key="a"))
    index = Moving(client=indexed.engine._client, alias=factory.index_alias())
    monkeypatch.setattr(factory, "index", lambda: index)
    follow()
    indexed.catch_up()
    assert indexed.names() == ["Newer"]


def test_when_elasticsearch_is_down_the_rows_wait_and_the_sweep_brings_them(indexed, settings):
    up = settings.ELASTICSEARCH_URL
    put_document(document=listing("A", key="a"))
    settings.ELASTICSEARCH_URL = NOWHERE
    with pytest.raises(EngineUnavailable):
        follow()
    follow_table()
    sweep()
    assert waiting() == {"a"}
    settings.ELASTICSEARCH_URL = up
    sweep()
    assert waiting() == set()
    assert not check_index()


def test_a_claim_that_nobody_finished_runs_out(indexed):
    put_document(document=listing("A", key="a"))
    SearchRow.objects.update(claimed_until=timezone.now() + timedelta(minutes=1))
    assert follow() == 0
    SearchRow.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert follow() == 1


def test_a_document_that_is_refused_waits_and_stops_no_other(indexed, settings):
    put_document(document=listing("Good", key="good"))
    put_document(document=listing("Bad", key="bad"))
    SearchRow.objects.filter(key="bad").update(age_to=10**9)
    assert follow() == 1
    assert waiting() == {"bad"}


def test_a_missing_index_is_built_from_the_whole_table(indexed):
    put_document(document=listing("A", key="a"))
    indexed.catch_up()
    factory.index().drop()
    put_document(document=listing("B", key="b"))
    follow()
    assert waiting() == set()
    assert not check_index()
    assert indexed.names() == ["A", "B"]


def test_an_index_of_another_layout_is_rebuilt_by_the_sweep(indexed, settings):
    put_document(document=listing("A"))
    asked(settings).indices.put_mapping(index=factory.index_alias(), meta={"version": 0})
    assert factory.index().outdated()
    sweep()
    assert not factory.index().outdated()
    assert indexed.names() == ["A"]


def test_what_a_killed_rebuild_left_is_swept(indexed, alpha, settings):
    orphan = f"{factory.index_alias()}-{'1' * 20}"
    others = f"{settings.SEARCH_INDEX_PREFIX}-{alpha.pk}1-v{MAPPING_VERSION}-{'1' * 20}"
    for name in (orphan, others):
        asked(settings).indices.create(index=name)
    repair()
    assert not asked(settings).indices.exists(index=orphan)
    assert asked(settings).indices.exists(index=others)
    asked(settings).indices.delete(index=others)


def test_tombstones_go_once_they_are_old_and_followed(indexed):
    for key in ("young", "old", "unseen"):
        put_document(document=listing(key, key=key))
        remove_document(key=key)
    follow()
    long_ago = timezone.now() - timedelta(days=2)
    SearchRow.objects.exclude(key="young").update(changed_at=long_ago)
    SearchRow.objects.filter(key="unseen").update(indexed_version=0, claimed_until=timezone.now() + timedelta(hours=1))
    repair()
    assert set(SearchRow.objects.values_list("key", flat=True)) == {"young", "unseen"}


def test_without_elasticsearch_there_is_nothing_to_follow(alpha, settings):
    settings.ELASTICSEARCH_URL = ""
    put_document(document=listing("A"))
    remove_document(key="service:a")
    SearchRow.objects.update(changed_at=timezone.now() - timedelta(days=2))
    assert follow() == 0
    assert not check_index()
    repair()
    assert not SearchRow.objects.exists()


def test_a_transaction_hands_over_once(alpha, django_capture_on_commit_callbacks):
    take_messages()
    with django_capture_on_commit_callbacks(execute=True):
        put_document(document=listing("A"))
        put_document(document=listing("B"))
        remove_document(key="service:a")
    assert [task for _, task, _ in take_messages()] == [FOLLOW_TASK]


def test_what_was_handed_over_names_the_council(alpha, django_capture_on_commit_callbacks):
    with current_app.connection_for_write() as broker:
        broker.default_channel.queue_purge("following")
        with django_capture_on_commit_callbacks(execute=True):
            put_document(document=listing("A"))
        message = broker.default_channel.basic_get("following", no_ack=True)
    assert message.headers["task"] == FOLLOW_TASK
    assert message.headers["_schema_name"] == connection.schema_name


def test_a_broker_that_is_down_fails_no_write(alpha, django_capture_on_commit_callbacks, monkeypatch):
    monkeypatch.setattr(current_app.conf, "broker_write_url", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(current_app.amqp, "_producer_pool", None)
    waits = []
    monkeypatch.setattr("kombu.utils.functional.sleep", waits.append)
    with django_capture_on_commit_callbacks(execute=True):
        put_document(document=listing("A"))
    assert SearchRow.objects.get().key == "service:a"
    assert waits == []
