"""A revision's content is as complete as the service that is made of it."""

import pytest

from providers.listings.completeness import completeness, completeness_of_content
from providers.listings.data import ServiceData
from tests.factories import ServiceFactory, full_data

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"delivery": ("online",), "places": ()},
        {"needs": (), "description": "word " * 50},
        {"setting_type": "special"},
    ],
    ids=["full", "online", "no-needs", "school"],
)
def test_the_kept_content_gives_the_same_score(alpha, changes):
    data = full_data(**changes)
    for service, said in ((ServiceFactory(data=data), data), (ServiceFactory(), ServiceData(name="x"))):
        assert completeness_of_content(service.latest_revision.content) == completeness(said)
