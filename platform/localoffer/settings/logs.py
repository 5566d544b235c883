"""Structured logs: one JSON line an event, with the council's slug and no query strings."""

from typing import Any


def logging_config(level: str) -> dict[str, Any]:
    """Django's LOGGING at `level`: JSON lines on standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": "structlog.stdlib.ProcessorFormatter",
                "processor": "structlog.processors.JSONRenderer",
            },
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
    }
