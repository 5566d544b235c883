"""Structured logs: one JSON line an event, with the council's slug and nothing that `localoffer.masking` keeps out.

All loggers come here, of ours and of libraries, whichever process they are in: no other handler writes anywhere.
"""

import sys
from collections.abc import MutableMapping
from typing import Any

import structlog
from structlog.typing import Processor

from localoffer.masking import exception_text, masked_values, message_of

Event = MutableMapping[str, Any]


def as_template_alone(_logger: Any, _method: str, event: Event) -> Event:
    """Put a library's message together of its own words alone; an event of ours says what it says."""
    args = event.pop("positional_args", ())
    if not event["_from_structlog"]:
        event["event"] = message_of(str(event["event"]), args)
    return event


def exceptions_without_words(_logger: Any, _method: str, event: Event) -> Event:
    """Say what class of exception was raised, and where: its words quote rows, mails and searches."""
    raised = event.pop("exc_info", None)
    if raised is True:
        raised = sys.exc_info()
    error = raised[1] if isinstance(raised, tuple) else raised
    if isinstance(error, BaseException):
        event["exception"] = exception_text(error)
    return event


def without_private_words(_logger: Any, _method: str, event: Event) -> Event:
    """Mask what has the form of something private, in every value."""
    for key, value in event.items():
        if not key.startswith("_"):
            event[key] = masked_values(value)
    return event


SHARED_PROCESSORS: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


ONLY_HERE: dict[str, Any] = {"handlers": [], "propagate": True}
"""A logger without handlers of its own."""


def configure_structlog() -> None:
    """Send structlog's events through Django's LOGGING."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED_PROCESSORS,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def logging_config(level: str) -> dict[str, Any]:
    """Django's LOGGING at `level`: JSON lines on standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": "structlog.stdlib.ProcessorFormatter",
                "foreign_pre_chain": SHARED_PROCESSORS,
                "use_get_message": False,
                "pass_foreign_args": True,
                "processors": [
                    as_template_alone,
                    exceptions_without_words,
                    without_private_words,
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
                ],
            },
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # One line a request is enough: the client logs each address it calls.
            "elastic_transport": {"level": "WARNING"},
            "django_tasks": {"level": "WARNING"},
            "botocore": {"level": "WARNING"},
            # A request's own line says what these two would say again.
            "django.request": {"level": "ERROR"},
            "django.server": {**ONLY_HERE, "level": "WARNING"},
            # Django mails errors to ADMINS, and gunicorn writes lines of its own.
            "django": ONLY_HERE,
            "gunicorn.access": ONLY_HERE,
            "gunicorn.error": ONLY_HERE,
        },
    }
