"""Ports: free ones are found, taken ones are explained."""

import socket

import pytest

from infra.local import ports
from infra.local.errors import LocalError


@pytest.fixture
def taken_port():
    with socket.socket() as server:
        server.bind((ports.LOOPBACK, 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_free_port_can_be_listened_on():
    port = ports.free_port()
    with socket.socket() as server:
        server.bind((ports.LOOPBACK, port))
    assert port < 32768


def test_a_taken_port_is_not_free_and_answers(taken_port):
    assert not ports.is_free(taken_port)
    assert ports.answers(taken_port)


def test_a_taken_port_is_explained_in_one_sentence(taken_port):
    with pytest.raises(LocalError, match=rf"^Port {taken_port} is in use .* PORT=9000\.$"):
        ports.require_free(taken_port)


@pytest.mark.parametrize("number", [0, 65536, 100000])
def test_a_number_outside_the_range_is_explained(number):
    with pytest.raises(LocalError, match="not a port number"):
        ports.require_free(number)


def test_nothing_answers_on_a_free_port():
    assert not ports.answers(ports.free_port())
