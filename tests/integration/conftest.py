"""Twins of what work is handed to: a broker that keeps the messages, and a mail server that can refuse."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from celery import current_app

from tests.mail_server import REFUSALS, Refusals


@dataclass
class Broker:
    """What reached it, as the task's name with its arguments; while there is a `problem` nothing does."""

    messages: list[tuple[Any, ...]] = field(default_factory=list)
    problem: Exception | None = None

    def send_task(self, name: str, args: Any = (), kwargs: Any = None, **_options: Any) -> None:
        """Keep one message, as Celery's own takes it."""
        if self.problem is not None:
            raise self.problem
        self.messages.append((name, *args, *([kwargs] if kwargs else ())))


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> Broker:
    """Takes the place of the real one for what is sent by name."""
    twin = Broker()
    monkeypatch.setattr(current_app, "send_task", twin.send_task)
    return twin


@pytest.fixture
def refusals(settings: Any) -> Iterator[Refusals]:
    """What the mail server refuses; nothing at first."""
    settings.EMAIL_BACKEND = "tests.mail_server.RefusingBackend"
    yield REFUSALS
    REFUSALS.by_address.clear()
    REFUSALS.always.clear()
