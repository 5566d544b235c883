"""Structured logs: one JSON line an event, with the council's slug and no query strings."""

import re
from collections.abc import MutableMapping
from typing import Any

import structlog
from structlog.typing import Processor

Event = MutableMapping[str, Any]
QUERY = re.compile(r"\?[^\s\"'<>]+")


def without_query_strings(_logger: Any, _method: str, event: Event) -> Event:
    """Take the query from every address in an event: needs and postcodes must never reach a log."""
    for key, value in event.items():
        if isinstance(value, str) and "?" in value:
            event[key] = QUERY.sub("?…", value)
    return event


SHARED_PROCESSORS: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


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
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    without_query_strings,
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
            "django.server": {"level": "WARNING"},
        },
    }
