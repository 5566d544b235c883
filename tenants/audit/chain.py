"""The chain of hashes: each is made of an entry's words and the hash before it, so a change breaks all that follow."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from tenants.audit.models import Anchor, Entry

START = "0" * 64
"""What stands before the first entry of all."""


@dataclass(frozen=True, slots=True)
class Link:
    """An end of the chain."""

    position: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How many entries were read, and where the chain is first broken, if it is."""

    read: int
    broken_at: int | None = None


def digest(entry: Entry, previous: str) -> str:
    """The entry's hash after `previous`."""
    words = [
        previous,
        entry.pk,
        entry.at.isoformat(timespec="microseconds"),
        entry.actor_id,
        entry.actor,
        entry.action,
        entry.kind,
        entry.object_id,
        entry.label,
        entry.details,
    ]
    return sha256(json.dumps(words, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def link_of(entry: Entry) -> Link:
    """A sealed entry as an end of the chain. Raises ValueError for one that isn't sealed yet."""
    if entry.position is None:
        raise ValueError("An entry joins the chain when it is sealed.")
    return Link(entry.position, entry.hash)


def beginning() -> Link:
    """What the open council's first kept entry follows."""
    anchor = Anchor.objects.order_by("-position").first()
    return Link(anchor.position, anchor.hash) if anchor else Link(0, START)


def verify(entries: Iterable[Entry], start: Link) -> Verdict:
    """Walk sealed entries in order; a changed, missing, added or moved one breaks the chain at its position."""
    read, last = 0, start
    for entry in entries:
        link = link_of(entry)
        if link != Link(last.position + 1, digest(entry, last.hash)):
            return Verdict(read=read, broken_at=last.position + 1)
        read, last = read + 1, link
    return Verdict(read=read)
