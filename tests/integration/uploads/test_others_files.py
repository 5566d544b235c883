"""Exports of other systems come in by page and by command, and nothing that they keep private goes live."""

from datetime import date

import pytest

from providers.imports.errors import BadFile
from providers.imports.services.files import import_listings
from providers.imports.services.understanding import Answers
from providers.listings.models import HideAddress, Service
from providers.uploads.models import Goes, Status
from providers.uploads.services.uploads import check_upload, confirm_upload, start_upload
from search.index.models import SearchRow
from tests.integration.uploads.conftest import csv_of, found, named, run
from tests.unit.imports.systems import FILES, NAMES

SECRET = {"Title": "Quiet House", "Address": "1 Hill Road", "Postcode": "MK9 3XS", "Show address": "No"}
PLAIN = {**SECRET, "Title": "Loud House", "Postcode": "MK9 2FG", "Show address": "Yes"}


def by_page(officer, content, **more):
    upload = start_upload(user=officer, organisation=None, name="export.csv", content=content)
    check_upload(user=officer, upload=upload, mapping={**upload.mapping, **more}, goes=Goes.LIVE)
    run()
    confirm_upload(user=officer, upload=upload)
    run()
    upload.refresh_from_db()
    return upload


def by_command(tmp_path, content, **more):
    path = tmp_path / "export"
    path.write_bytes(content)
    return import_listings(path=path, publish=True, dry_run=False, **more)


def live_and_kept():
    return {service.name: service.live for service in Service.objects.all()}


@pytest.mark.parametrize("way", ["page", "command"])
def test_each_systems_file_comes_in_and_what_it_keeps_back_stays_a_draft(council, officer, tmp_path, way):
    for content in FILES.values():
        if way == "page":
            assert by_page(officer, content).status == Status.DONE
        else:
            assert by_command(tmp_path, content).rejected == []
    names = {name: not why for listings in NAMES.values() for name, why in listings.items()}
    assert live_and_kept() == names
    assert found() == {name for name, live in names.items() if live}
    masked = named("Kite Club").service_at_locations.order_by("pk")
    assert [place.hide_address for place in masked] == [HideAddress.NO, HideAddress.EXACT]
    assert named("Fox Den").service_at_locations.get().hide_address == HideAddress.EXACT
    assert {term.code for term in named("Sun Saturdays").needs.all()} == {"autism", "learning-disability"}
    assert {term.code for term in named("Fox Den").needs.all()} == {"autism", "speech-language-communication"}
    assert {term.code for term in named("Ivy Café").topics.all()} == {"parent-carers", "short-breaks"}
    assert "secret" not in str(list(SearchRow.objects.values_list("body", flat=True)))


def test_a_column_that_reads_like_a_restriction_must_be_explained_before_anything_is_published(council, tmp_path):
    content = csv_of({"Title": "Club", "Privacy level": "B", "Postcode": ""}, {"Title": "Other", "Privacy level": "C"})
    with pytest.raises(BadFile, match=r'This column reads like .* “Privacy level”.*--column "Privacy level=visible"'):
        by_command(tmp_path, content)
    assert not Service.objects.exists()
    report = by_command(tmp_path, content, answers=Answers(columns={"Privacy level": "ignore"}))
    assert (report.created, live_and_kept()) == (2, {"Club": True, "Other": True})


def test_the_page_asks_about_it_too(council, officer, client_for):
    content = csv_of({"Title": "Club", "Privacy level": "B"}, {"Title": "Other", "Privacy level": "C"})
    upload = start_upload(user=officer, organisation=None, name="clubs.csv", content=content)
    client, here = client_for(council, officer), f"/admin/uploads/{upload.uuid}/"
    page = client.get(f"{here}columns/").text
    assert "Who can see a listing" in page
    columns = {f"column-{index}": upload.mapping[name] for index, name in enumerate(upload.header)}
    answer = client.post(f"{here}columns/", {**columns, "goes": "live"})
    assert (answer.status_code, "It may say who can see a listing" in answer.text) == (422, True)
    answer = client.post(f"{here}columns/", {**columns, "column-1": "hidden", "goes": "live"})
    assert answer.status_code == 302
    run()
    assert "2 listings</a> will not be published" in client.get(here).text


def test_words_are_explained_once_and_remembered(council, officer, client_for):
    rows = [{"Ref": str(number), "Title": f"Club {number}", "Category": "Zumba-ish"} for number in range(3)]
    upload = start_upload(user=officer, organisation=None, name="clubs.csv", content=csv_of(*rows))
    check_upload(user=officer, upload=upload, mapping=upload.mapping, goes=Goes.DRAFT)
    run()
    client, here = client_for(council, officer), f"/admin/uploads/{upload.uuid}/"
    assert "Zumba-ish" in client.get(here).text
    assert "Zumba-ish" in client.get(f"{here}words/").text
    assert client.post(f"{here}words/", {"word-2-0": "topic:leisure"}).status_code == 302
    run()
    confirm_upload(user=officer, upload=upload)
    run()
    draft = named("Club 1").get_latest_revision_as_object()
    assert [term.code for term in draft.topics.all()] == ["leisure"]
    again = start_upload(user=officer, organisation=None, name="more.csv", content=csv_of(*rows))
    assert again.meanings["Category"] == {"zumba ish": ["topic:leisure"]}


def test_another_sheet_or_row_can_be_read(council, officer, client_for):
    upload = start_upload(user=officer, organisation=None, name="clubs.xlsx", content=FILES["nobody's"])
    client, here = client_for(council, officer), f"/admin/uploads/{upload.uuid}/"
    assert "Row 4 names the columns." in client.get(f"{here}columns/").text
    answer = client.post(f"{here}sheet/", {"sheet": "Clubs", "header_row": "3"})
    assert answer.status_code == 302
    upload.refresh_from_db()
    assert (upload.header_row, upload.header[0]) == (3, "Provider")
    assert client.post(f"{here}sheet/", {"sheet": "nowhere", "header_row": "3"}).status_code == 422


def test_without_a_reference_a_listing_is_found_again_by_name_and_postcode(council, officer, tmp_path):
    by_page(officer, csv_of({"external_id": "x-1", "name": "Loud House", "postcode": "MK9 2FG"}))
    report = by_command(tmp_path, csv_of(SECRET, {**PLAIN, "Telephone": "01632 960001"}))
    assert (report.created, report.updated, report.hidden) == (1, 1, 1)
    assert named("Loud House").external_id == "x-1"
    assert by_command(tmp_path, csv_of(SECRET, {**PLAIN, "Telephone": "01632 960001"})).unchanged == 2


def test_a_live_listing_that_the_file_has_closed_is_named_and_changed_as_a_draft_alone(council, tmp_path):
    row = {"Ref": "1", "Title": "Club", "Summary": "Fun", "Status": "Open"}
    by_command(tmp_path, csv_of(row))
    report = by_command(tmp_path, csv_of({**row, "Summary": "Shut", "Status": "Closed"}))
    assert (report.withheld, named("Club").live, named("Club").summary) == (1, True, "Fun")
    assert any("It is live here" in note.reason for note in report.notes)


def test_a_profile_remembers_what_was_said(council, tmp_path):
    content = csv_of({"Entry": "Club", "Sort": "Zumba-ish", "Privacy level": "B"})
    answers = Answers(
        columns={"Entry": "name", "Sort": "category", "Privacy level": "ignore"},
        words={"Sort": {"zumba ish": ["topic:leisure"]}},
    )
    profile = tmp_path / "council.json"
    by_command(tmp_path, content, answers=answers, profile=profile)
    Service.objects.all().delete()
    by_command(tmp_path, content, profile=profile)
    assert [term.code for term in named("Club").topics.all()] == ["leisure"]
    profile.write_text("[]")
    with pytest.raises(BadFile, match="is no profile"):
        by_command(tmp_path, content, profile=profile)


def test_dates_decide_by_the_day_of_the_import(council, tmp_path):
    day = date(2000, 1, 1).isoformat()
    by_command(
        tmp_path, csv_of({"Ref": "1", "Title": "Over", "End date": day}, {"Ref": "2", "Title": "On", "End date": ""})
    )
    assert live_and_kept() == {"Over": False, "On": True}
