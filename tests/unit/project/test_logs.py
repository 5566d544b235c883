"""What a family looks for never reaches a log."""

import json
import logging

import pytest
import structlog
from django.test import RequestFactory

from localoffer.requests import QuietRequestMiddleware
from localoffer.settings.logs import configure_structlog, logging_config, without_query_strings


def line_of(caller):
    """What the JSON handler writes for one call."""
    config = logging_config("INFO")["formatters"]["json"]
    formatter = structlog.stdlib.ProcessorFormatter(**{name: value for name, value in config.items() if name != "()"})
    written = []

    class Keep(logging.Handler):
        def emit(self, record):
            written.append(formatter.format(record))

    logger = logging.getLogger("tests.logs")
    logger.handlers, logger.propagate = [Keep()], False
    logger.setLevel("INFO")
    configure_structlog()
    caller()
    return json.loads(written[0])


def test_a_query_string_is_cut_from_every_text():
    event = without_query_strings(None, "", {"event": "GET /search/?q=autism&postcode=MK93XS answered", "code": 200})

    assert event == {"event": "GET /search/?… answered", "code": 200}


def test_django_and_structlog_write_the_same_json_with_the_council():
    with structlog.contextvars.bound_contextvars(council="alpha"):
        ours = line_of(lambda: structlog.get_logger("tests.logs").info("sent", url="http://x/?q=sleep"))
        theirs = line_of(lambda: logging.getLogger("tests.logs").warning("gone %s", "/search/?q=sleep"))

    assert (ours["event"], ours["council"], ours["url"]) == ("sent", "alpha", "http://x/?…")
    assert (theirs["event"], theirs["council"]) == ("gone /search/?…", "alpha")


def test_an_exception_is_logged_without_the_address_that_raised_it():
    def fail():
        try:
            raise ValueError("/search/?q=autism")
        except ValueError:
            logging.getLogger("tests.logs").exception("broken")

    assert "autism" not in json.dumps(line_of(fail))


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/services/8c7e5c1e-5d0a-4a2e-9f1e-0f3f6b1d2c3a/", "GET /services/8c7e5c1e-5d0a-4a2e-9f1e-0f3f6b1d2c3a/"),
        (f"/accounts/login/link/{'WzEsIng:1w' * 6}/", "GET /accounts/login/link/…/"),
        (f"/provider/invitations/{'WzEsIng:1w' * 6}/", "GET /provider/invitations/…/"),
    ],
    ids=["service", "sign-in link", "invitation"],
)
def test_what_a_mailed_link_is_worth_is_not_logged(path, logged):
    assert QuietRequestMiddleware.format_request(RequestFactory().get(path, {"q": "sleep"})) == logged
