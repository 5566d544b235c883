"""For machines: is the process up, and can it do its work? Answered on every host, before a council is looked for."""

from collections.abc import Callable
from time import monotonic
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from elasticsearch import ApiError, Elasticsearch, TransportError
from kombu.exceptions import OperationalError

from localoffer.celery import app
from localoffer.methods import READ
from tenants.councils.services.migration import waiting_schemas

TIMEOUT_SECONDS = 1
OK = "ok"
DOWN = "down"
BEHIND = "behind: run `localoffer migrate`"
KEPT_SECONDS: Final = 1.0


class HealthMiddleware:
    """Answers `/healthz` and `/readyz`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Other paths go on."""
        if request.path not in {"/healthz", "/readyz"}:
            return self.get_response(request)
        if request.method not in READ:
            return HttpResponseNotAllowed(READ)
        if request.path == "/healthz":
            return _fresh(HttpResponse(OK, content_type="text/plain"))
        return _fresh(READINESS.answer())


class Readiness:
    """What this process found at most KEPT_SECONDS ago: whoever asks, and however often, opens no more connections."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._until = 0.0
        self._parts: dict[str, str] = {}
        self._schema_fits = False

    def answer(self) -> HttpResponse:
        """Each part's state. Only the database stops us: without the others, search and review still work."""
        if self._until <= self._clock():
            self._parts = {"database": self._database(), "engine": _engine(), "broker": _broker()}
            self._until = self._clock() + KEPT_SECONDS
        is_ready = self._parts["database"] == OK
        return JsonResponse({**self._parts, "ready": is_ready}, status=200 if is_ready else 503)

    def _database(self) -> str:
        """Whether it answers, and each schema has this version's tables; once they have, that stays so."""
        try:
            connection.set_schema_to_public()  # type: ignore[attr-defined]
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            self._schema_fits = self._schema_fits or not waiting_schemas()
        except DatabaseError:
            return DOWN
        return OK if self._schema_fits else BEHIND


READINESS: Final = Readiness()


def _engine() -> str:
    """The state of the engine that is configured; PostgreSQL answers for one that is down."""
    if settings.SEARCH_ENGINE != "elasticsearch":
        return f"postgres: {OK}"
    client = Elasticsearch(settings.ELASTICSEARCH_URL, request_timeout=TIMEOUT_SECONDS, max_retries=0)
    try:
        client.cluster.health(timeout=f"{TIMEOUT_SECONDS}s", wait_for_status="yellow")
    except (ApiError, TransportError, ValueError):
        return f"elasticsearch: {DOWN}, postgres answers"
    finally:
        client.close()
    return f"elasticsearch: {OK}"


def _broker() -> str:
    try:
        with app.connection_for_write(connect_timeout=TIMEOUT_SECONDS) as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, timeout=TIMEOUT_SECONDS)
    except (OperationalError, OSError):
        return DOWN
    return OK


def _fresh(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
