"""Copies by post: asked for by anybody, printed and posted by staff, and forgotten."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.editions.errors import NotAllowed
from cms.editions.models import CopyRequest, CopyStatus, Edition
from cms.editions.services.copies import ask_for_copy, move_copy
from cms.editions.services.made import ask_for_edition, cancel_edition
from cms.editions.tasks import purge_copies
from cms.editions.views import asking
from tests.factories import PersonFactory

WANTED = {"format": "large", "name": "Jo Smith", "address": "1 High Street\nBletchley\nMK3 6EB"}
HOME = "/admin/editions/copies/"


@pytest.fixture
def officer(alpha, with_second_factor):
    return with_second_factor(PersonFactory.create(officer=True, name="Ona Officer"))


@pytest.fixture
def desk(alpha, officer, client_for):
    return client_for(alpha, officer)


@pytest.fixture
def family(alpha, client_for):
    return client_for(alpha)


@pytest.fixture
def copy(alpha):
    return ask_for_copy(wanted={**WANTED, "part": "", "language": "", "phone": ""})


def test_a_family_asks_and_staff_print_and_post(family, desk, officer):
    answer = family.post("/copies/", {**WANTED, "language": "Polish"}, follow=True)
    assert "We will post it" in answer.text
    copy = CopyRequest.objects.get()
    assert (copy.name, copy.language, copy.status, copy.entered_by) == ("Jo Smith", "Polish", "asked", None)
    assert "Jo Smith" in desk.get(HOME).text
    assert "1 copy waits" in desk.get("/admin/").text
    letter = desk.get(f"{HOME}{copy.uuid}/letter/").text
    assert "Jo Smith<br>1 High Street<br>Bletchley<br>MK3 6EB" in letter
    assert "Large print (16 point), in Polish" in letter
    for status in ("printed", "posted"):
        desk.post(f"{HOME}{copy.uuid}/", {"to": status})
    copy.refresh_from_db()
    assert copy.status == "posted"
    assert copy.posted_at
    assert "Jo Smith" in desk.get(f"{HOME}?status=posted").text
    noted = list(ModelLogEntry.objects.filter(action__startswith="copies.").values_list("action", "data"))
    assert noted == [("copies.posted", {}), ("copies.printed", {})]


def test_a_step_is_taken_once_and_in_order(copy, officer, desk):
    assert not move_copy(user=officer, copy=copy, to=CopyStatus.POSTED)
    assert move_copy(user=officer, copy=copy, to=CopyStatus.PRINTED)
    assert not move_copy(user=officer, copy=copy, to=CopyStatus.PRINTED)
    assert "Somebody has changed it" in desk.post(f"{HOME}{copy.uuid}/", {"to": "nonsense"}, follow=True).text


def test_staff_enter_one_for_a_caller(desk, officer):
    answer = desk.post(f"{HOME}enter/", WANTED, follow=True)
    assert "Noted." in answer.text
    assert CopyRequest.objects.get().entered_by == officer


@pytest.mark.parametrize(
    ("missing", "words"),
    [("address", "Say where we post it to"), ("name", "Say whom we post it to"), ("format", "Choose how")],
)
def test_what_is_missing_is_said_and_what_was_written_stays(family, desk, missing, words):
    given = {**WANTED, "name": "Jo Smith", missing: ""}
    for client, path in ((family, "/copies/"), (desk, f"{HOME}enter/")):
        response = client.post(path, given)
        assert response.status_code == 422
        assert words in response.text
        assert "MK3 6EB" in response.text or missing == "address"
    assert not CopyRequest.objects.exists()


@pytest.mark.parametrize("field", ["name", "address", "language", "phone"])
def test_twenty_thousand_letters_and_markup_are_refused_in_words(family, field):
    response = family.post("/copies/", {**WANTED, field: "<script>x</script>" + "a" * 20_000})
    assert response.status_code == 422
    assert "<script>x" not in response.text
    assert not CopyRequest.objects.exists()


def test_a_machine_is_thanked_and_nothing_is_noted(family):
    assert family.post("/copies/", {**WANTED, "website": "https://spam.example"}).status_code == 302
    assert not CopyRequest.objects.exists()


def test_the_same_asked_twice_is_one_copy(family):
    for _ in range(2):
        family.post("/copies/", WANTED)
    assert CopyRequest.objects.count() == 1


def test_a_flood_is_stopped_with_the_words_kept(family, monkeypatch):
    monkeypatch.setattr(asking, "FROM_ONE_PLACE", 1)
    family.post("/copies/", WANTED)
    response = family.post("/copies/", {**WANTED, "name": "Sam Brown"})
    assert response.status_code == 429
    assert "Sam Brown" in response.text
    assert CopyRequest.objects.count() == 1


def test_name_and_address_go_thirty_days_after_posting(copy, officer, desk):
    for status in (CopyStatus.PRINTED, CopyStatus.POSTED):
        move_copy(user=officer, copy=copy, to=status)
    assert purge_copies() == 0
    CopyRequest.objects.update(posted_at=timezone.now() - timedelta(days=31))
    assert purge_copies() == 1
    assert purge_copies() == 0
    copy.refresh_from_db()
    assert (copy.name, copy.address, copy.phone, copy.format) == ("", "", "", "large")
    assert "were deleted" in desk.get(f"{HOME}{copy.uuid}/").text
    assert desk.get(f"{HOME}{copy.uuid}/letter/").status_code == 404


def test_one_that_waits_is_never_forgotten(copy):
    CopyRequest.objects.update(asked_at=timezone.now() - timedelta(days=400))
    assert purge_copies() == 0


def test_the_list_asks_the_same_few_questions(alpha, desk):
    asked = []
    for count in (1, 15):
        for number in range(count):
            ask_for_copy(wanted={**WANTED, "name": f"Jo {number}"})
        desk.get(HOME)
        with CaptureQueriesContext(connection) as queries:
            desk.get(HOME)
        asked.append(len(queries))
    assert asked[0] == asked[1]


@pytest.mark.parametrize("role", ["nobody", "commissioner", "content_editor", "partner"])
def test_no_other_role_makes_editions_or_posts_copies(alpha, copy, officer, role):
    person = PersonFactory.create() if role == "nobody" else PersonFactory.create(**{role: True})
    edition = ask_for_edition(user=officer)
    for act in (
        lambda: ask_for_copy(wanted=WANTED, user=person),
        lambda: move_copy(user=person, copy=copy, to=CopyStatus.PRINTED),
        lambda: ask_for_edition(user=person),
        lambda: cancel_edition(user=person, edition=edition),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert CopyRequest.objects.get().status == CopyStatus.ASKED
    assert Edition.objects.get().working
