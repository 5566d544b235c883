"""A council with services of several topics and a page of advice."""

import pytest

from search.documents import Place, SearchDocument
from search.taxonomy.models import Vocabulary
from search.taxonomy.selectors import term_labels
from tenants.councils.models import Council
from tests.contract.listings import listing, put


def place(label: str, *, hidden: bool = False) -> Place:
    """A place that families read as `label`."""
    return Place(uuid=label, label=label, latitude=52.04, longitude=-0.76, hidden=hidden)


@pytest.fixture
def topics(alpha: Council) -> tuple[str, ...]:
    """The codes of the council's first two topics."""
    return tuple(term_labels(Vocabulary.TOPIC))[:2]


@pytest.fixture
def needs(alpha: Council) -> list[str]:
    """The codes of three needs other than all of them."""
    return [code for code in term_labels(Vocabulary.NEED) if code != "all-send"][:3]


@pytest.fixture
def offer(alpha: Council, topics: tuple[str, ...], needs: list[str]) -> list[SearchDocument]:
    """What alpha's families can find."""
    first, second = topics
    documents = [
        listing(
            "Owls", topics=(second,), needs=(needs[0],), summary="A club.", description="A club.\nBring a coat.",
            organisation="Night Birds", phone="01632 960001", found_by=("01632 960001", "owls@example.org",
            "https://owls.example.org", "1 High Street, Bletchley"), referral=("self", "gp"), free=True,
            places=(place("Bletchley, MK3 6EB"),), age_min=2, age_max=16,
        ),
        listing("Badgers", topics=topics, needs=(needs[0], needs[1]), places=(place("MK9 area", hidden=True),)),
        listing("Larks", topics=(first,), needs=("all-send",), delivery=("online",), reach="council"),
        listing("Adrift", temporarily_closed=True),
        listing("Sleep and SEND", key="page:sleep", kind="page", topics=(first,), summary="How.", reach="council"),
    ]  # fmt: skip
    put(*documents)
    return documents
