"""Tests talk to servers of this machine alone: what would go further fails at once, in CI as on a train."""

import socket

import pytest


def test_no_test_leaves_this_machine():
    with socket.socket() as there, pytest.raises((RuntimeError, UserWarning), match=r"192\.0\.2\.1"):
        there.connect(("192.0.2.1", 80))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "localhost"])
def test_a_test_reaches_servers_of_this_machine(host):
    with socket.create_server((host, 0)) as server, socket.create_connection(server.getsockname()):
        pass


def test_a_test_reaches_a_socket_of_this_machine(tmp_path):
    path = str(tmp_path / "server")
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as here:
        server.bind(path)
        server.listen()
        here.connect(path)
