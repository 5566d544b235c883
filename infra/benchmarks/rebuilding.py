"""A rebuild of a council's index against nothing but bulk requests with the same documents."""

import gc
from collections.abc import Iterator
from functools import partial
from statistics import median
from typing import Any, Final

from django.conf import settings
from elasticsearch import Elasticsearch
from elasticsearch.helpers import bulk

from infra.benchmarks.table import Target, compared
from infra.benchmarks.timing import Work, in_turns, in_words
from infra.benchmarks.world import World
from search.adapters.elasticsearch.mapping import MAPPINGS, SETTINGS, source_of
from search.index.models import SearchRow
from search.index.services.entries import COLUMNS, entry_of
from search.index.services.rebuild import rebuild_index
from tenants.councils.scope import council_scope

LISTINGS: Final = 5_000
TARGET: Final = Target(limit=1.5)
Source = tuple[str, dict[str, Any]]


def measure(world: World) -> list[tuple[str, ...]]:
    """The median of some rebuilds, with the swap, against bulk indexing of documents that are ready in memory."""
    town = world.full_town(LISTINGS)
    with council_scope(town.council), Elasticsearch(settings.ELASTICSEARCH_URL, request_timeout=60) as client:
        sources = [(row["key"], source_of(entry_of(row))) for row in SearchRow.objects.values(*COLUMNS)]
        gc.freeze()  # as processes do when they have started: else ours would look through all of these for garbage
        case: dict[str, Work] = {"rebuild": rebuild_index, "bulk": partial(_index_in_bulk, client, sources)}
        times = in_turns([case], world.rounds(5))
    ours, raw = (median(times[name]) for name in ("rebuild", "bulk"))
    return [
        compared(
            f"rebuild of an index, {LISTINGS:,} listings",
            in_words(ours * 1000),
            f"raw bulk indexing: {in_words(raw * 1000)}",
            ours / raw,
            TARGET,
        )
    ]


def _index_in_bulk(client: Elasticsearch, sources: list[Source]) -> None:
    name = f"{settings.SEARCH_INDEX_PREFIX}-raw"
    client.indices.create(index=name, mappings=MAPPINGS, settings={**SETTINGS, "refresh_interval": "-1"})
    try:
        bulk(client, _actions(name, sources), chunk_size=500)
        client.indices.refresh(index=name)
    finally:
        client.indices.delete(index=name)


def _actions(index: str, sources: list[Source]) -> Iterator[dict[str, Any]]:
    return ({"_index": index, "_id": key, "_source": source} for key, source in sources)
