"""What a family looks for never reaches a log."""

import json
import logging

import pytest
import structlog
from django.test import RequestFactory
from django.urls import resolve

from localoffer.masking import message_of
from localoffer.requests import QuietRequestMiddleware
from localoffer.settings.logs import configure_structlog, logging_config, without_private_words


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
    event = without_private_words(None, "", {"event": "GET /search/?q=autism&postcode=MK93XS answered", "code": 200})

    assert event == {"event": "GET /search/?… answered", "code": 200}


def test_django_and_structlog_write_the_same_json_with_the_council():
    with structlog.contextvars.bound_contextvars(council="alpha"):
        ours = line_of(lambda: structlog.get_logger("tests.logs").info("sent", url="http://x/?q=sleep"))
        theirs = line_of(lambda: logging.getLogger("tests.logs").warning("gone %s", "/search/?q=sleep"))

    assert (ours["event"], ours["council"], ours["url"]) == ("sent", "alpha", "http://x/?…")
    assert (theirs["event"], theirs["council"]) == ("gone …", "alpha")


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
        (
            "/services/8c7e5c1e-5d0a-4a2e-9f1e-0f3f6b1d2c3a/autism/",
            "GET /services/8c7e5c1e-5d0a-4a2e-9f1e-0f3f6b1d2c3a/…/",
        ),
        ("/accounts/login/link/short:s/", "GET /accounts/login/link/…/"),
        ("/provider/invitations/short:s/", "GET /provider/invitations/…/"),
        ("/autism/mk9-3xs/", r"GET /^((?:[\w\-]+/)*)$"),
        ("/search/", "GET /search/"),
    ],
    ids=["service", "its name", "sign-in link", "invitation", "whatever was typed", "search"],
)
def test_a_request_is_named_by_its_route(path, logged):
    request = RequestFactory().get(path, {"q": "sleep"})
    request.resolver_match = resolve(path, "localoffer.urls.council")
    assert QuietRequestMiddleware.format_request(request) == logged


def test_a_request_that_leads_nowhere_has_no_name():
    assert QuietRequestMiddleware.format_request(RequestFactory().get("/search autism")) == "GET …"


@pytest.mark.parametrize(
    ("template", "args", "logged"),
    [
        ("Forbidden (%s): %s", ("CSRF cookie not set.", "/accounts/login/link/abc:def/"), "Forbidden (…): …"),
        ("Error handling request %s %s", ("GET", "/search/?q=autism"), "Error handling request GET …"),
        (
            "Invalid request from ip=::1: Invalid line: 'GET /autism it's'",
            (),
            "Invalid request from ip=::1: Invalid line: '…'",
        ),
        ("Task %(name)s succeeded: %(value)s", {"name": "a.b", "value": "'autism'"}, "Task a.b succeeded: …"),
        ("WORKER TIMEOUT (pid:%s)", (12,), "WORKER TIMEOUT (pid:12)"),
        ("%d of %s", ("autism", 2, 3), "%d of %s"),
        ("gone /provider/invitations/abc, /autism/x", (), "gone /provider/…, /…"),
        ("a@b.uk in MK9 3XS, mk93xs and MK9+3XS", (), "… in …, … and …"),
    ],
)
def test_a_librarys_message_keeps_its_own_words_alone(template, args, logged):
    assert message_of(template, args) == logged


def test_an_exception_is_logged_by_its_classes_codes_and_places():
    def fail():
        try:
            try:
                raise OSError(111, "autism")
            except OSError as error:
                raise KeyError("autism") from error
        except KeyError:
            structlog.get_logger("tests.logs").exception("broken")

    lines = line_of(fail)["exception"].splitlines()
    assert [line for line in lines if line[0] != " "] == [
        "builtins.KeyError()",
        "builtins.ConnectionRefusedError(errno=111)",
    ]
    assert lines[1].endswith(" in fail")
