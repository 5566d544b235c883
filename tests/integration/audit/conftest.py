"""The trail of council alpha, empty at first."""

import pytest

from tenants.audit.services import record, seal
from tenants.councils.models import Council
from tests.integration.audit.guard import past_the_guard


@pytest.fixture(autouse=True)
def _nothing_done_yet(alpha: Council) -> None:
    """Making the council was done, too."""
    past_the_guard("DELETE FROM audit_entry")


@pytest.fixture
def trail(alpha: Council) -> None:
    """Nine sealed entries."""
    for number in range(9):
        record(action="listing.edit", label=f"Service {number}", number=number)
    seal()
