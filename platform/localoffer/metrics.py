"""`/metrics` for Prometheus: how search is doing in every council. Only for whoever holds METRICS_TOKEN."""

from collections.abc import Callable, Iterator
from hmac import compare_digest
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from search.index.selectors import following_state
from search.tallies import breaker_is_open, searches_by_engine
from tenants.councils.models import Council
from tenants.councils.scope import council_scope

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metric(NamedTuple):
    """A metric's name, kind and what it says."""

    name: str
    kind: str
    says: str


BEHIND = Metric("localoffer_search_rows_behind", "gauge", "Rows that Elasticsearch hasn't at their version.")
WAITING = Metric("localoffer_search_oldest_row_seconds", "gauge", "How long the oldest row behind has waited.")
DRIFT = Metric("localoffer_search_drift_rows", "gauge", "Rows that differed at the last drift check, after mending.")
CHECKED = Metric("localoffer_search_drift_checked_seconds", "gauge", "When the last drift check was, in Unix time.")
SEARCHES = Metric("localoffer_searches_total", "counter", "Searches by the engine that answered; none: no engine did.")
BREAKER = Metric("localoffer_search_breaker_open", "gauge", "1 while Elasticsearch is left alone after failures.")
ENGINE = Metric("localoffer_search_engine_info", "gauge", "The engine that is configured; another one's are failovers.")

Sample = tuple[Metric, dict[str, str], float]


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
        response = HttpResponse(written_down(samples()), content_type=CONTENT_TYPE)
        response["Cache-Control"] = "no-store"
        return response


def samples() -> list[Sample]:
    """Every council's values now, by metric; those of Elasticsearch only where there is one."""
    found: list[Sample] = [(ENGINE, {"engine": settings.SEARCH_ENGINE}, 1)]
    for council in Council.objects.live():
        with council_scope(council):
            found += ((metric, {"council": council.slug, **labels}, value) for metric, labels, value in _of_council())
    return sorted(found, key=lambda sample: sample[0].name)


def written_down(found: list[Sample]) -> str:
    """The text format of Prometheus. Values of one metric must come together."""
    lines: list[str] = []
    last = ""
    for metric, labels, value in found:
        if metric.name != last:
            lines += [f"# HELP {metric.name} {metric.says}", f"# TYPE {metric.name} {metric.kind}"]
            last = metric.name
        said = ",".join(f'{name}="{text}"' for name, text in labels.items())
        lines.append(f"{metric.name}{{{said}}} {value:.10g}")
    return "\n".join((*lines, ""))


def _of_council() -> Iterator[Sample]:
    for engine, count in searches_by_engine().items():
        yield SEARCHES, {"engine": engine}, count
    if not settings.ELASTICSEARCH_URL:
        return
    yield BREAKER, {}, breaker_is_open()
    state = following_state()
    since = state.waiting_since
    yield BEHIND, {}, state.rows_behind
    yield WAITING, {}, (timezone.now() - since).total_seconds() if since else 0
    if check := state.last_check:
        yield CHECKED, {}, check.checked_at.timestamp()
        for kind in ("missing", "extra", "behind"):
            yield DRIFT, {"kind": kind}, getattr(check, kind)


def _may_read(request: HttpRequest) -> bool:
    token: str = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "")
    return bool(token) and compare_digest(given.encode(), f"Bearer {token}".encode())
