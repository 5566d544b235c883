"""`/metrics` for Prometheus: how search is doing in every council. Only for whoever holds METRICS_TOKEN."""

from collections.abc import Callable, Iterator
from hmac import compare_digest
from time import time
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry, Metric, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily
from prometheus_client.registry import Collector

from localoffer.methods import READ
from search.engines.tallies import tallies_of
from tenants.councils.selectors import CouncilFigures, figures_by_council, overdue_tasks
from tenants.councils.tasks import DISPATCHED

SEARCHES: Final = "localoffer_searches"
BREAKER: Final = "localoffer_search_breaker_open"
BEHIND: Final = "localoffer_search_rows_behind"
WAITING: Final = "localoffer_search_oldest_row_seconds"
CHECKED: Final = "localoffer_search_drift_checked_seconds"
DRIFT: Final = "localoffer_search_drift_rows"
OVERDUE: Final = "localoffer_task_overdue_seconds"
LOOKED: Final = "localoffer_due_tasks_looked_for_seconds"

Samples = Iterator[tuple[str, tuple[str, ...], float]]
"""A metric's name, the values of its labels, and its value."""


class MetricsMiddleware:
    """Answers `/metrics` on every host, as Prometheus asks a container by its own name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Other paths go on. Without the token there is nothing to be seen."""
        if request.path != "/metrics":
            return self.get_response(request)
        if request.method not in READ:
            return HttpResponseNotAllowed(READ)
        if not _may_read(request):
            return HttpResponse("Not found\n", content_type="text/plain", status=404)
        connection.set_schema_to_public()  # type: ignore[attr-defined]
        response = HttpResponse(generate_latest(REGISTRY), content_type=CONTENT_TYPE_PLAIN_0_0_4)
        response["Cache-Control"] = "no-store"
        return response


class SearchCollector(Collector):
    """What every council's work measured last; of Elasticsearch only where there is one.

    Asked of shared tables and the cache: as many questions for many councils as for one.
    """

    def collect(self) -> Iterator[Metric]:
        """Each metric that has values."""
        yield InfoMetricFamily(
            "localoffer_search_engine",
            "The engine that is configured; another one's are failovers.",
            value={"engine": settings.SEARCH_ENGINE},
        )
        metrics = {metric.name: metric for metric in _metrics()}
        for name, labels, value in _samples():
            metrics[name].add_metric(labels, value)
        yield from (metric for metric in metrics.values() if metric.samples)


REGISTRY: Final = CollectorRegistry()
REGISTRY.register(SearchCollector())


def _metrics() -> tuple[CounterMetricFamily | GaugeMetricFamily, ...]:
    return (
        CounterMetricFamily(
            SEARCHES, "Searches by the engine that answered; none: no engine did.", labels=("council", "engine")
        ),
        GaugeMetricFamily(BREAKER, "1 while Elasticsearch is left alone after failures.", labels=("council",)),
        GaugeMetricFamily(
            BEHIND, "Rows that Elasticsearch hadn't at their version at the last sweep.", labels=("council",)
        ),
        GaugeMetricFamily(WAITING, "How long the oldest row behind has waited.", labels=("council",)),
        GaugeMetricFamily(CHECKED, "When the last drift check was, in Unix time.", labels=("council",)),
        GaugeMetricFamily(
            DRIFT, "Rows that differed at the last drift check, after mending.", labels=("council", "kind")
        ),
        GaugeMetricFamily(LOOKED, "When beat and a worker last looked for due tasks, in Unix time."),
        GaugeMetricFamily(OVERDUE, "How long the oldest due run of a task of any council waits.", labels=("task",)),
    )


def _samples() -> Samples:
    councils = figures_by_council()
    tallies = tallies_of([council.pk for council in councils])
    for council in councils:
        tally = tallies[council.pk]
        for engine, count in tally.answered.items():
            yield SEARCHES, (council.slug, engine), count
        if settings.ELASTICSEARCH_URL:
            yield BREAKER, (council.slug,), tally.breaker_is_open
            yield from _of_elasticsearch(council)
    if looked := cache.get(DISPATCHED):
        yield LOOKED, (), looked
    for task, seconds in overdue_tasks().items():
        yield OVERDUE, (task,), seconds


def _of_elasticsearch(council: CouncilFigures) -> Samples:
    figures = council.figures
    since = figures.get("search_behind_since")
    yield BEHIND, (council.slug,), figures.get("search_rows_behind", 0)
    yield WAITING, (council.slug,), time() - since if since else 0
    if checked := figures.get("search_drift_checked"):
        yield CHECKED, (council.slug,), checked
        for kind in ("missing", "extra", "behind"):
            yield DRIFT, (council.slug, kind), figures[f"search_drift_{kind}"]


def _may_read(request: HttpRequest) -> bool:
    token: str = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "")
    return bool(token) and compare_digest(given.encode(), f"Bearer {token}".encode())
