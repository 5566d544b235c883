"""What holds for every page that searches: it is counted by the engine that answered, and a slow one ends cleanly."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from search.engines.tallies import UNANSWERED, tally_search
from search.http.responses import refused_for_now
from search.ports import EngineUnavailable

HEADER = "X-Search-Engine"
RETRY_AFTER_SECONDS = 30
BUSY = "Search is busy just now. Wait half a minute, then try again."


class SearchMiddleware:
    """Counts searches by their X-Search-Engine header; answers 503 with Retry-After where no engine did in time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and count what was a search."""
        response = self.get_response(request)
        if response.status_code != 400 and HEADER in response:
            tally_search(response[HEADER])
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of a search that no engine answered; JSON under `/api/`. Other faults stay what they are."""
        if not isinstance(exception, EngineUnavailable):
            return None
        response = refused_for_now(
            request,
            status=503,
            template="search/busy.html",
            field="search",
            message=BUSY,
            seconds=RETRY_AFTER_SECONDS,
        )
        response[HEADER] = UNANSWERED
        return response
