"""A scanner of a test: speaks clamd's INSTREAM on a real socket, and finds EICAR's test virus."""

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
COMMAND = b"zINSTREAM\0"


@contextmanager
def clamd(path: str = "", *, most: int = 25_000_000, says: bytes | None = None) -> Iterator[str]:
    """A scanner that takes streams of at most `most` bytes; gives its URL. With `says` it answers just that."""
    listening = socket.socket(socket.AF_UNIX) if path else socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            while True:
                line, _ = listening.accept()
                with line, suppress(OSError):
                    line.sendall(_verdict(line, most) if says is None else says)

    with listening:
        if path:
            listening.bind(path)
            listening.listen()
        Thread(target=serve, daemon=True).start()
        yield f"unix://{path}" if path else f"tcp://127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)


def _verdict(line: socket.socket, most: int) -> bytes:
    received = b""
    if _read(line, len(COMMAND)) != COMMAND:
        return b"UNKNOWN COMMAND\0"
    while length := struct.unpack(">I", _read(line, 4))[0]:
        received += _read(line, length)
        if len(received) > most:
            return b"INSTREAM size limit exceeded. ERROR\0"
    return b"stream: Win.Test.EICAR_HDB-1 FOUND\0" if EICAR in received else b"stream: OK\0"


def _read(line: socket.socket, length: int) -> bytes:
    read = b""
    while len(read) < length:
        more = line.recv(length - len(read))
        if not more:
            raise OSError
        read += more
    return read
