"""What a check of a file points out before families read it, and which listings a file no longer holds."""

import pytest

from providers.uploads.models import Goes
from providers.uploads.selectors import RISKY, gone_from, hidden_of, risky_of, rows_of
from tests.integration.uploads.conftest import CLUB, GROUP, csv_of, found, named

PRIVATE = {
    "a person beside a number": ({"phone": "01632 960001 (Jo Smith)"}, "Jo Smith"),
    "somebody's mobile": ({"phone": "07700 900123"}, "07700 900123"),
    "somebody's mailbox": ({"email": "jo.smith@gmail.com"}, "jo.smith@gmail.com"),
    "a mobile in a text": ({"description": "Ring Jo on 07700 900123."}, "07700 900123"),
    "rude words": ({"summary": "No retards."}, "rude"),
    "an address that is hidden": (
        {
            "address": "1 Hill Road",
            "postcode": "MK9 3XS",
            "hide_address": "yes",
            "description": "Come to 1 Hill Road, MK9 3XS.",
        },
        "shouldn’t see",
    ),
}


def remarks(upload):
    return [note[2] for row in rows_of(upload, RISKY) for note in row.notes if note[2].startswith("Look first:")]


@pytest.mark.parametrize("kind", PRIVATE)
def test_what_may_be_private_is_pointed_out_before_it_is_published(council, officer, run_upload, client_for, kind):
    cells, words = PRIVATE[kind]
    upload = run_upload(officer, {**GROUP, "phone": "01632 960001", **cells}, CLUB, goes=Goes.LIVE, confirm=False)
    assert risky_of(upload) == 1
    assert any(words in remark for remark in remarks(upload))
    assert "Look at 1 listing first" in client_for(council, officer).get(f"/admin/uploads/{upload.uuid}/").text


def test_numbers_of_teams_and_lines_are_nobodys_own(council, officer, run_upload):
    numbers = ("01632 960001 (Duty Team)", "01632 960001 (main office)", "0800 1111", "01632 960001 ext 4")
    rows = [{**CLUB, "external_id": str(at), "name": f"Club {at}", "phone": it} for at, it in enumerate(numbers)]
    assert remarks(run_upload(officer, *rows, confirm=False)) == []


def test_what_was_looked_at_is_not_pointed_out_again(council, officer, run_upload):
    row = {**CLUB, "phone": "07700 900123"}
    run_upload(officer, row, goes=Goes.LIVE)
    assert remarks(run_upload(officer, {**row, "summary": "More sleep"}, confirm=False)) == []


def test_providers_answer_for_their_own_contacts_but_not_for_others(owls, run_upload):
    upload = run_upload(
        owls, {**CLUB, "phone": "07700 900123 (Jo Smith)", "summary": "Call 07700 900456"}, confirm=False
    )
    assert ["900456" in remark for remark in remarks(upload)] == [True]


def test_a_new_listing_that_may_be_here_already_is_pointed_out(council, officer, owls, run_upload):
    run_upload(officer, {**CLUB, "postcode": "MK9 3XS"}, goes=Goes.LIVE)
    again = run_upload(officer, {**CLUB, "external_id": "other", "postcode": "MK9 3XS"}, confirm=False)
    assert ["“Sleep club” is here already" in remark for remark in remarks(again)] == [True]
    assert remarks(run_upload(owls, {**CLUB, "external_id": "own", "postcode": "MK9 3XS"}, confirm=False)) == []


def test_listings_that_are_no_longer_in_the_file_wait_for_somebodys_word(council, officer, run_upload, client_for):
    run_upload(officer, CLUB, GROUP, goes=Goes.LIVE)
    later = run_upload(officer, CLUB, goes=Goes.LIVE)
    assert [service.name for service in gone_from(later)] == ["Talk group"]
    assert found() == {"Sleep club", "Talk group"}
    browser, here = client_for(council, officer), f"/admin/uploads/{later.uuid}/"
    assert "1 listing is no longer in the file" in browser.get(here).text
    page = browser.get(f"{here}gone/").text
    assert "Talk group" in page
    assert "Sleep club" not in page
    ticked = {"chosen": str(named("Talk group").uuid), "act": "archive", "list": "all"}
    assert "Put away for good?" in browser.post("/admin/upkeep/several/", ticked).text
    browser.post("/admin/upkeep/several/", {**ticked, "confirmed": "yes"})
    assert found() == {"Sleep club"}
    assert "Every listing of the earlier files is still in this one" in browser.get(f"{here}gone/").text


def test_a_file_of_other_columns_says_nothing_of_the_first(council, officer, owls, run_upload):
    run_upload(officer, CLUB, GROUP)
    run_upload(owls, {"external_id": "own", "name": "Own"})
    assert not gone_from(run_upload(officer, {"external_id": "x", "name": "Other"})).exists()
    assert not gone_from(run_upload(officer, content=csv_of(CLUB, GROUP))).exists()


def test_a_row_with_a_mistake_is_still_in_the_file(council, officer, run_upload):
    run_upload(officer, CLUB, GROUP)
    later = run_upload(officer, CLUB, {**GROUP, "name": ""})
    assert not gone_from(later).exists()


def test_a_refuge_that_shows_its_address_is_not_told_as_hidden(council, officer, run_upload):
    place = {"address": "1 Hill Road", "postcode": "MK9 3XS", "hide_address": "no"}
    row = {**CLUB, "name": "Women’s refuge", **place}
    upload = run_upload(officer, row, confirm=False)
    assert ["refuge" in remark for remark in remarks(upload)] == [True]
    assert hidden_of(upload) == 0
