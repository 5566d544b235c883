"""Places keep what was hidden of them when it could only be the address or nothing, and so do their drafts."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from providers.listings.data import PlaceData, ServiceData
from providers.listings.models import HideAddress, Service
from tenants.councils.scope import council_scope
from tests.factories import ServiceFactory, full_data

BEFORE = [("listings", "0006_words_said_without_review")]
NEWEST = "the newest"


def migrate(target) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes("listings") if target == NEWEST else target)


def hidden_columns():
    with connection.cursor() as cursor:
        cursor.execute("SELECT hide_address FROM listings_serviceatlocation ORDER BY sort_order")
        return [value for (value,) in cursor.fetchall()]


@pytest.mark.django_db
def test_a_draft_of_a_process_that_knows_no_levels_yet_is_read_too():
    with council_scope("alpha"):
        service = ServiceFactory(data=full_data())
        draft = service.latest_revision
        for said, level in ((True, HideAddress.EXACT), (False, HideAddress.NO)):
            draft.content["service_at_locations"][0]["hide_address"] = said
            draft.save()
            (place,) = ServiceData.from_service(draft.as_object()).places
            assert place.hide_address == level


@pytest.mark.usefixtures("owning")
@pytest.mark.django_db(transaction=True)
def test_rows_and_drafts_keep_what_is_hidden_there_and_back():
    with council_scope("alpha"):
        places = tuple(PlaceData(address=f"{level} Street", hide_address=level) for level in HideAddress)
        service = ServiceFactory(approved=True, data=full_data(places=places))
        ServiceFactory(approved=True, data=full_data(places=()))
        draft = service.latest_revision
        migrate(BEFORE)
        draft.refresh_from_db()
        assert hidden_columns() == [False, True, True]
        assert [place["hide_address"] for place in draft.content["service_at_locations"]] == [False, True, True]
        migrate(NEWEST)
        draft.refresh_from_db()
        assert hidden_columns() == ["no", "yes", "yes"]
        data = ServiceData.from_service(draft.as_object())
        assert [place.hide_address for place in data.places] == ["no", "yes", "yes"]
        assert [place.address for place in data.places] == [place.address for place in places]
        draft.publish()
        assert Service.objects.get(pk=service.pk).service_at_locations.count() == 3
