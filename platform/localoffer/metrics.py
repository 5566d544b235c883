"""`/metrics` for Prometheus: how search is doing in every council. Only for whoever holds METRICS_TOKEN."""

from collections.abc import Callable, Iterator
from hmac import compare_digest
from typing import Final

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry, Metric, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily
from prometheus_client.registry import Collector

from search.engines.tallies import breaker_is_open, searches_by_engine
from search.index.selectors.following import following_state
from tenants.councils.models import Council
from tenants.councils.scope import council_scope

SEARCHES: Final = "localoffer_searches"
BREAKER: Final = "localoffer_search_breaker_open"
BEHIND: Final = "localoffer_search_rows_behind"
WAITING: Final = "localoffer_search_oldest_row_seconds"
CHECKED: Final = "localoffer_search_drift_checked_seconds"
DRIFT: Final = "localoffer_search_drift_rows"

Samples = Iterator[tuple[str, tuple[str, ...], float]]
"""A metric's name, the values of its labels after the council's, and its value."""


class MetricsMiddleware:
    """Answers `/metrics` on every host, as Prometheus asks a container by its own name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Other paths go on. Without the token there is nothing to be seen."""
        if request.path != "/metrics":
            return self.get_response(request)
        if not _may_read(request):
            return HttpResponse("Not found\n", content_type="text/plain", status=404)
        connection.set_schema_to_public()  # type: ignore[attr-defined]
        response = HttpResponse(generate_latest(REGISTRY), content_type=CONTENT_TYPE_PLAIN_0_0_4)
        response["Cache-Control"] = "no-store"
        return response


class SearchCollector(Collector):
    """Every council's values at the time of asking; those of Elasticsearch only where there is one."""

    def collect(self) -> Iterator[Metric]:
        """Each metric that has values."""
        yield InfoMetricFamily(
            "localoffer_search_engine",
            "The engine that is configured; another one's are failovers.",
            value={"engine": settings.SEARCH_ENGINE},
        )
        metrics = {metric.name: metric for metric in _metrics()}
        for council in Council.objects.live():
            with council_scope(council):
                for name, labels, value in _of_council():
                    metrics[name].add_metric((council.slug, *labels), value)
        yield from (metric for metric in metrics.values() if metric.samples)


REGISTRY: Final = CollectorRegistry()
REGISTRY.register(SearchCollector())


def _metrics() -> tuple[CounterMetricFamily | GaugeMetricFamily, ...]:
    return (
        CounterMetricFamily(
            SEARCHES, "Searches by the engine that answered; none: no engine did.", labels=("council", "engine")
        ),
        GaugeMetricFamily(BREAKER, "1 while Elasticsearch is left alone after failures.", labels=("council",)),
        GaugeMetricFamily(BEHIND, "Rows that Elasticsearch hasn't at their version.", labels=("council",)),
        GaugeMetricFamily(WAITING, "How long the oldest row behind has waited.", labels=("council",)),
        GaugeMetricFamily(CHECKED, "When the last drift check was, in Unix time.", labels=("council",)),
        GaugeMetricFamily(
            DRIFT, "Rows that differed at the last drift check, after mending.", labels=("council", "kind")
        ),
    )


def _of_council() -> Samples:
    for engine, count in searches_by_engine().items():
        yield SEARCHES, (engine,), count
    if not settings.ELASTICSEARCH_URL:
        return
    yield BREAKER, (), breaker_is_open()
    state = following_state()
    since = state.waiting_since
    yield BEHIND, (), state.rows_behind
    yield WAITING, (), (timezone.now() - since).total_seconds() if since else 0
    if check := state.last_check:
        yield CHECKED, (), check.checked_at.timestamp()
        for kind in ("missing", "extra", "behind"):
            yield DRIFT, (kind,), getattr(check, kind)


def _may_read(request: HttpRequest) -> bool:
    token: str = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "")
    return bool(token) and compare_digest(given.encode(), f"Bearer {token}".encode())
