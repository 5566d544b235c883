"""What a device has kept of a page: compared with what is saved by the page's rules, put back without saving."""

from dataclasses import replace

import pytest

from providers.listings.services.listings import save_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(service):
    """The page of a service that everything here is typed on."""
    return f"/provider/services/{service.uuid}/about/"


def _typed(service, **answers):
    return {"name": "Sleep club", "based_on": service.latest_revision_id, **answers}


def _is_saved(portal, address, typed):
    answer = portal.post(address, {**typed, "compare-typed": "1"})
    assert answer.status_code == 200
    return answer.json()["saved"]


def test_a_value_that_is_tidied_when_it_is_saved_is_saved(portal, service, address, draft_of):
    typed = _typed(service, url="www.provider.example", summary=" Calm \r\n evenings ", name="Sleep club ")
    assert not _is_saved(portal, address, typed)
    assert portal.post(address, typed).status_code == 302
    assert (draft_of(service).url, draft_of(service).summary) == ("https://www.provider.example", "Calm evenings")
    assert _is_saved(portal, address, typed)


def test_it_stays_saved_when_a_colleague_changes_another_answer_and_not_when_the_same_one(
    portal, service, address, owner, draft_of
):
    typed = _typed(service, summary="Mine")
    portal.post(address, typed)
    for change, saved in ({"description": "Theirs"}, True), ({"summary": "Theirs"}, False):
        save_draft(user=owner, service=service, data=replace(draft_of(service), **change))
        assert _is_saved(portal, address, typed) == saved


def test_mistakes_and_a_version_that_nobody_knows_are_not_saved(portal, service, address):
    assert not _is_saved(portal, address, _typed(service, url="not an address"))
    assert not _is_saved(portal, address, _typed(service, summary="Mine", based_on="0"))
    assert not _is_saved(portal, address, _typed(service, summary="Mine", based_on=""))


def test_putting_it_back_saves_nothing_and_then_meets_a_colleagues_words_as_any_other_change(
    portal, service, address, editor, draft_of
):
    typed = _typed(service, summary="Mine", description="Mine too")
    theirs = replace(draft_of(service), summary="Theirs", url="https://theirs.example")
    save_draft(user=editor, service=service, data=theirs)
    page = portal.post(address, {**typed, "put-back": "1"})
    assert page.status_code == 200
    assert "It is not saved yet" in page.text
    assert page.context["form"]["summary"].value() == "Mine"
    assert f'name="based_on" value="{typed["based_on"]}"' in page.text
    assert draft_of(service) == theirs
    saved = portal.post(address, typed)
    assert [(clash.label, clash.by) for clash in saved.context["clashes"]] == [("Summary", str(editor))]
    assert draft_of(service) == theirs


def test_rows_are_put_back_with_what_they_are(portal, service, editor, draft_of):
    address = f"/provider/services/{service.uuid}/contact/"
    rows = {"rows-TOTAL_FORMS": "2", "rows-INITIAL_FORMS": "0", "rows-0-name": "Desk", "rows-1-name": "Office"}
    portal.post(address, {**rows, "based_on": service.latest_revision_id})
    service.refresh_from_db()
    desk, office = draft_of(service).contacts
    typed = {**rows, "rows-0-uuid": desk.uuid, "rows-1-uuid": office.uuid, "rows-1-phone": "01632 960001"}
    typed["based_on"] = service.latest_revision_id
    save_draft(user=editor, service=service, data=replace(draft_of(service), contacts=(office,)))
    page = portal.post(address, {**typed, "put-back": "1"})
    assert [row["name"].value() for row in page.context["rows"]] == ["Desk", "Office"]
    assert portal.post(address, typed).status_code == 302
    assert [(row.uuid, row.phone) for row in draft_of(service).contacts] == [(office.uuid, "01632 960001")]
