"""What a page of advice is made of."""

from collections.abc import Callable
from typing import NamedTuple

from cms.pages.blocks import Block, heading, points, text, ways_to_reach
from tenants.councils.models import Council


class AdvicePage(NamedTuple):
    """One page: its address, its words, the codes that it leads to services by, and its blocks for a council."""

    slug: str
    title: str
    summary: str
    body: Callable[[Council], list[Block]]
    topics: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


def ask_us(council: Council) -> Block:
    """The end of a page: how to ask the council itself."""
    return text(heading("Ask us"), points(*ways_to_reach(council)))
