"""Whatever listings come from, they go through one pipeline: said by a program, or as a version that was kept."""

from dataclasses import replace

import pytest

from providers.imports.incoming import IncomingListing, IncomingValue, Source, SourceKind
from providers.imports.pipeline.outcomes import Rules, deltas_of
from providers.imports.report import Outcome
from providers.imports.services.batches import Importer
from providers.listings.data import CostData, ServiceData
from tests.integration.imports.conftest import FULL, only

KEPT = Source(SourceKind.KEPT_VERSION, "7")


@pytest.fixture
def clinic(council, run_import):
    """The clinic, live from a file."""
    run_import(FULL)
    return only()


def save(incoming, *, publish=True):
    """What becomes of one listing."""
    (result,) = Importer(Rules(publish=publish)).save([incoming])
    return result


def test_a_program_says_some_fields_and_clears_others(clinic):
    values = {"summary": IncomingValue("New", "New"), "who_decides": IncomingValue("", "")}
    result = save(IncomingListing(external_id="a-1", source=KEPT, values=values))

    assert (result.outcome, only().summary, only().who_decides) == (Outcome.UPDATED, "New", "")
    assert only().eligibility == "Anyone"
    assert deltas_of(result) == [("summary", "Help with sleep", "New"), ("who_decides", "The nurse", "")]


def test_a_whole_version_brings_back_what_columns_cannot_say(clinic):
    costs = (CostData(option="Child", amount=3), CostData(option="Adult", amount=5))
    kept = replace(ServiceData.from_service(clinic), costs=costs)
    result = save(IncomingListing(external_id="a-1", source=KEPT, version=kept))

    assert (result.outcome, ServiceData.from_service(only())) == (Outcome.UPDATED, kept)
    assert save(IncomingListing(external_id="a-1", source=KEPT, version=kept)).outcome is Outcome.UNCHANGED


def test_a_whole_version_undoes_a_draft_though_families_see_that_version(clinic):
    live = ServiceData.from_service(clinic)
    draft = IncomingListing(external_id="a-1", source=KEPT, values={"summary": IncomingValue("Draft", "Draft")})
    save(draft, publish=False)
    assert only().has_unpublished_changes
    save(IncomingListing(external_id="a-1", source=KEPT, version=live), publish=False)

    assert ServiceData.from_service(only().get_latest_revision_as_object()) == live
