"""The facts of a version that the council puts live are read once, under its lock."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from providers.review.services.council_versions import publish_or_send
from providers.review.services.submissions import publish_directly
from tests.factories import OrganisationFactory, PersonFactory, ServiceFactory, full_data

pytestmark = pytest.mark.django_db
FACTS = ("accounts_user_groups", "wagtailcore_workflowstate")
"""Tables that say who wrote a version, and whether it is being reviewed."""


def _asked(publish):
    """How often each is read when an officer puts a new listing live."""
    officer = PersonFactory(officer=True)
    organisation = OrganisationFactory(published=True)
    listing = ServiceFactory(organisation=organisation, data=full_data(name=publish.__name__))
    with CaptureQueriesContext(connection) as captured:
        publish(listing=listing, revision=listing.latest_revision, user=officer)
    listing.refresh_from_db()
    assert listing.live
    return [sum(table in query["sql"] for query in captured) for table in FACTS]


def test_publishing_or_sending_reads_the_facts_of_a_version_as_often_as_publishing(alpha):
    directly = _asked(publish_directly)
    assert all(directly)
    assert _asked(publish_or_send) == directly
