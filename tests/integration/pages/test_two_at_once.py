"""Two changes of pages at the same moment, on two real connections."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, transaction
from wagtail.models import Page

from cms.pages.services import refresh_pages_under
from tenants.councils.scope import council_scope
from tests.factories import PageFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_while_what_is_found_of_a_page_is_made_equal_nobody_changes_it_or_a_page_below(alpha):
    page = PageFactory()
    below = PageFactory(parent=page)
    with ThreadPoolExecutor(1) as elsewhere, transaction.atomic():
        refresh_pages_under(page_id=page.pk)
        for each in (page, below):
            with pytest.raises(OperationalError, match="could not obtain lock"):
                elsewhere.submit(_change, alpha, each.pk).result(timeout=60)


def _change(council, pk):
    """What somebody else would do, who doesn't wait: in a thread with a connection of its own."""
    try:
        with council_scope(council), transaction.atomic():
            Page.objects.select_for_update(nowait=True).get(pk=pk)
    finally:
        connection.close()
