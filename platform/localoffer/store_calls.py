"""Calls of the object store: they end soon, and while it doesn't answer nobody waits for it.

All of it hangs on the client's own events, so that no call of any library goes another way.
"""

import logging
from functools import lru_cache
from typing import Any, Final

from boto3.s3.transfer import TransferConfig
from botocore.config import Config

from tenants.breakers import CircuitBreaker
from tenants.files.errors import StoreUnavailable

CONNECT_SECONDS: Final = 1.0
READ_SECONDS: Final = 3.0
TRIES: Final = 2
FAILURES_TO_OPEN: Final = 1
"""One call has waited for two tries: that is enough to know."""
OPEN_SECONDS: Final = 30.0
SERVER_FAULT: Final = 500
TRANSFER: Final = TransferConfig(use_threads=False, num_download_attempts=TRIES)

logger = logging.getLogger(__name__)


def client_config(**options: Any) -> Config:
    """A client's settings, with our limits of time and tries, and `options`."""
    return Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        retries={"total_max_attempts": TRIES, "mode": "standard"},
        **options,
    )


@lru_cache(maxsize=4)
def breaker_of(endpoint: str) -> CircuitBreaker:
    """One for each store and process: every council's files learn from each other's failures."""
    return CircuitBreaker(failures_to_open=FAILURES_TO_OPEN, open_seconds=OPEN_SECONDS, on_open=_note_open)


def watch(client: Any, breaker: CircuitBreaker) -> None:
    """Have a client's calls raise StoreUnavailable where the store doesn't answer or is at fault itself, at once while
    the breaker is open."""

    def before(**_: Any) -> None:
        if not breaker.allows():
            raise StoreUnavailable("It is left alone for now.")

    def after(http_response: Any, **_: Any) -> None:
        if http_response.status_code < SERVER_FAULT:
            breaker.succeeded()
            return
        breaker.failed()
        raise StoreUnavailable(f"It answered {http_response.status_code}.")

    def failed(exception: Exception, **_: Any) -> None:
        if isinstance(exception, StoreUnavailable):
            return
        breaker.failed()
        raise StoreUnavailable(type(exception).__name__) from exception

    client.meta.events.register("before-call.s3", before)
    client.meta.events.register("after-call.s3", after)
    client.meta.events.register("after-call-error.s3", failed)


def _note_open(seconds: float) -> None:
    logger.warning("files.store_left_alone", extra={"seconds": seconds})
