"""A server that takes every connection and never says a word."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


@contextmanager
def black_hole() -> Iterator[tuple[str, Callable[[], int]]]:
    """A port that takes connections and never answers; gives its address and a function that counts those since it was
    asked last."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as server:
        server.setblocking(False)

        def taken() -> int:
            count = 0
            with suppress(BlockingIOError):
                while True:
                    server.accept()[0].close()
                    count += 1
            return count

        yield f"http://127.0.0.1:{server.getsockname()[1]}", taken
