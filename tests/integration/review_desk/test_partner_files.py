"""A reviewer from outside the council opens the files of what waits for them, and no other draft's."""

import pytest

from providers.listings.data import FileData
from providers.listings.services.files import store_photo
from providers.review.selectors import current_submission
from providers.review.services.submissions import approve, ask_for_changes
from tenants.councils.scope import council_scope
from tests.factories import PersonFactory
from tests.factories.files import photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def send_photo(organisation, send):
    """`send_photo(name, sector)`: a new service with a photo, submitted; gives the submission and the stored photo."""

    def make(name, sector):
        stored = store_photo(user=None, organisation=organisation, name="hall.jpg", content=photo())
        files = (FileData(kind="photo", file_id=stored.pk, title="Our hall"),)
        return send(name, sectors=(sector,), files=files), stored

    return make


def _status(browser, stored):
    answer = browser.get(stored.small_url)
    if answer.streaming:
        answer.getvalue()  # read to its end, the answer lets go of the file
    return answer.status_code


def test_a_partner_opens_the_photos_of_what_waits_for_them_alone(
    alpha, officer, partner, provider, client_for, send_photo
):
    browser = client_for(alpha, partner)
    health, photo_of_health = send_photo("Health club", "health")
    _, photo_of_school = send_photo("School club", "education")
    assert _status(browser, photo_of_health) == 404  # its first step is the council's
    approve(user=officer, task_state=health)
    assert (_status(browser, photo_of_health), _status(browser, photo_of_school)) == (200, 404)
    second = current_submission(health.workflow_state.content_object)
    assert photo_of_health.small_url in browser.get(f"/admin/review/{second.pk}/").text
    ask_for_changes(user=partner, task_state=second, reason="Who is in the picture?")
    assert _status(browser, photo_of_health) == 404


def test_nobody_else_opens_them_meanwhile(alpha, beta, officer, partner, client_for, with_second_factor, send_photo):
    health, stored = send_photo("Health club", "health")
    approve(user=officer, task_state=health)
    stranger = PersonFactory(name="Sam Stranger")
    commissioner = with_second_factor(PersonFactory(commissioner=True))
    assert [_status(client_for(alpha, person), stored) for person in (None, stranger, commissioner)] == [404] * 3
    with council_scope(beta.slug):
        elsewhere = with_second_factor(PersonFactory(partner=True))
    assert _status(client_for(beta, elsewhere), stored) == 404
