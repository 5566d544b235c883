"""Settings of a platform that fails when it is asked to, with what a visitor sent in every word of the failure."""

import os
import time
from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse

from localoffer.settings.local import *  # noqa: F403
from localoffer.settings.local import MIDDLEWARE, STORAGES

MIDDLEWARE = [*MIDDLEWARE, "tests.security.faulty.FaultMiddleware"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
FAULT = "X-Fault"


class FaultMiddleware:
    """Fails as the request's header says."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Fail, or let the view answer."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Inside the request's transaction, as a view would."""
        said = f"{request.get_full_path()} {dict(request.GET)} {dict(request.POST)}"
        match request.headers.get(FAULT):
            case "error":
                try:
                    raise KeyError(said)
                except KeyError as error:
                    raise ValueError(f"Could not read {said!r}") from error
            case "statement":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT %s::integer", [said])
            case "row":
                with connection.cursor() as cursor:
                    cursor.execute("CREATE TEMPORARY TABLE said (words varchar UNIQUE CHECK (length(words) < 3))")
                    cursor.execute("INSERT INTO said VALUES (%s)", [said])
            case "exit":
                os._exit(1)
            case "hang":
                time.sleep(60)
        return None
