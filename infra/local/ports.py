"""Ports on the loopback address."""

import random
import socket

from infra.local.errors import LocalError

LOOPBACK = "127.0.0.1"
BELOW_EPHEMERAL = range(15000, 32000)  # the kernel hands out 32768 and above to outgoing connections


def is_free(port: int) -> bool:
    """Tell whether a server could listen on this port now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """Return a port nobody listens on, from below the range the kernel uses for outgoing connections."""
    for port in random.sample(BELOW_EPHEMERAL, 200):
        if is_free(port):
            return port
    raise LocalError("No free port was found between 15000 and 32000: stop some servers and try again.")


def require_free(port: int, variable: str = "PORT") -> None:
    """Raise LocalError, naming the variable that moves it, when the port is in use or no port number."""
    if not 0 < port < 65536:
        raise LocalError(f"{variable}={port} is not a port number: choose one from 1024 to 65535.")
    if not is_free(port):
        raise LocalError(
            f"Port {port} is in use or not allowed: stop what uses it, or choose another with {variable}=9000."
        )


def answers(port: int) -> bool:
    """Tell whether something accepts connections on this port of the loopback address."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.settimeout(1)
        return probe.connect_ex((LOOPBACK, port)) == 0
