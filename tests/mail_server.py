"""A mail server for tests: what it takes is in `django.core.mail.outbox`, what it refuses is said by the test."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend


@dataclass
class Refusals:
    """What the server raises: for single addresses, or for every mail while there is something."""

    by_address: dict[str, Exception] = field(default_factory=dict)
    always: list[Exception] = field(default_factory=list)


REFUSALS = Refusals()


class RefusingBackend(EmailBackend):
    """Django's mail in memory, behind a server that refuses what `REFUSALS` say."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        """Take the messages, or raise the first refusal."""
        for message in messages:
            for problem in (*REFUSALS.always, *(REFUSALS.by_address.get(each) for each in message.to)):
                if problem is not None:
                    raise problem
        return int(super().send_messages(messages))
