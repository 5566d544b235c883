"""The whole offer is made in the background, once however often it is asked for, and the last one stays."""

import errno
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as project
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader
from wagtail.models import ModelLogEntry

from cms.editions.book import volumes_of
from cms.editions.formats import Format
from cms.editions.models import Edition, Status
from cms.editions.selectors import whole_edition
from cms.editions.services import made
from cms.editions.services.made import NO_ROOM, OUR_FAULT, ask_for_edition, cancel_edition, make_edition
from cms.editions.tasks import keep_edition_up_to_date, sweep_editions
from search.index.selectors.names import live_rows
from tenants.councils.models import Council, DueTask
from tenants.councils.scope import council_scope
from tests.contract.listings import listing, put
from tests.factories import PersonFactory

HOME = "/admin/editions/"


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
def quick(monkeypatch):
    """A press that makes something at once."""
    pressed = []

    def press(book, points):
        pressed.append((book.volume, points))
        return f"%PDF volume {book.volume} in {points}".encode()

    monkeypatch.setattr(made, "print_pdf", press)
    return pressed


def whole():
    """An edition of what there is now."""
    edition = ask_for_edition(user=None)
    make_edition(edition_id=edition.pk)
    edition.refresh_from_db()
    return edition


def files_kept():
    return sorted(path.name for path in Path(project.MEDIA_ROOT).rglob("editions/**/*") if path.is_file())


def got(response):
    return b"".join(response.streaming_content)


def silent(edition, **values):
    """As a worker leaves it that was killed some minutes ago."""
    ago = timezone.now() - timedelta(minutes=6)
    Edition.objects.filter(pk=edition.pk).update(status=Status.WORKING, moved_at=ago, **values)


def test_a_library_downloads_the_whole_offer_in_every_format(offer, family):
    assert "not made yet" in family.get("/print/").text
    assert family.get("/print/whole/pdf-16/").status_code == 404
    edition = whole()
    assert (edition.status, edition.done, edition.total, edition.entries) == (Status.DONE, 4, 4, len(offer))
    page = BeautifulSoup(family.get("/print/").text, "html.parser")
    links = [link["href"] for link in page.select(".lo-prose a") if "/whole/" in link["href"]]
    assert links == [f"/print/whole/{each}/" for each in ("pdf", "pdf-16", "pdf-20", "text")]
    names = list(live_rows().values_list("body__name", flat=True))
    for link in links[:3]:
        response = family.get(link)
        text = "".join(page.extract_text() for page in PdfReader(BytesIO(got(response))).pages)
        assert all(name in text for name in names)
    response = family.get(links[3])
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    text = got(response).decode()
    assert all(name in text for name in names)


def test_long_editions_come_in_volumes_and_together(offer, quick, family, monkeypatch):
    monkeypatch.setattr(made, "volumes_of", lambda book: volumes_of(book, 2))
    assert whole().status == Status.DONE
    response = family.get("/print/whole/pdf-20/")
    assert response["Content-Type"] == "application/zip"
    with ZipFile(BytesIO(got(response))) as zipped:
        assert zipped.namelist() == [f"volume-{number}-of-3.pdf" for number in (1, 2, 3)]
        assert zipped.read("volume-2-of-3.pdf") == b"%PDF volume 2 in 20"
    assert got(family.get("/print/whole/pdf-20/?volume=3")) == b"%PDF volume 3 in 20"
    assert "entries 3 to 4" in family.get("/print/").text


@pytest.mark.parametrize("path", ["papyrus/", "page/", "pdf/?volume=99", "pdf/?volume=x", "pdf/?volume=²"])
def test_what_there_is_not_is_not_found(offer, quick, family, path):
    whole()
    assert family.get(f"/print/whole/{path}").status_code == 404


def test_asked_for_twice_it_is_made_once(offer, quick, officer):
    first, second = ask_for_edition(user=officer), ask_for_edition(user=officer)
    assert first == second
    make_edition(edition_id=first.pk)
    make_edition(edition_id=first.pk)
    assert len(quick) == 3
    assert ask_for_edition(user=officer) == first
    assert list(ModelLogEntry.objects.values_list("action", flat=True)).count("editions.ask") == 1


def test_every_night_a_new_one_is_asked_for_only_when_something_changed(offer, quick):
    first = whole()
    keep_edition_up_to_date()
    assert Edition.objects.count() == 1
    put(listing("Newcomer"))
    keep_edition_up_to_date()
    keep_edition_up_to_date()
    newest = Edition.objects.first()
    assert (newest == first, Edition.objects.count(), newest.status) == (False, 2, Status.WAITING)


def test_another_helpline_number_is_a_change_too(offer, quick, alpha):
    whole()
    Council.objects.filter(pk=alpha.pk).update(phone="01632 960999")
    with council_scope("alpha"):
        keep_edition_up_to_date()
    assert Edition.objects.count() == 2


def test_a_worker_killed_midway_leaves_the_last_one_and_the_next_run_makes_it_anew(offer, quick, family, monkeypatch):
    whole()
    before = got(family.get("/print/whole/text/"))
    put(listing("Newcomer"))
    edition = ask_for_edition(user=None)

    def killed(book, points):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(made, "print_pdf", killed)
        with pytest.raises(KeyboardInterrupt):
            make_edition(edition_id=edition.pk)
    assert got(family.get("/print/whole/text/")) == before
    silent(edition)
    handed = []
    monkeypatch.setattr(made, "enqueue", lambda task, key: handed.append(key))
    sweep_editions()
    assert handed == [edition.pk]
    make_edition(edition_id=edition.pk)
    assert b"Newcomer" in got(family.get("/print/whole/text/"))
    assert len(files_kept()) == 8


def test_one_that_kills_its_workers_is_given_up(offer, quick):
    edition = ask_for_edition(user=None)
    silent(edition, tries=3)
    make_edition(edition_id=edition.pk)
    edition.refresh_from_db()
    assert (edition.status, edition.problem) == (Status.FAILED, OUR_FAULT)


def test_nobody_takes_one_that_somebody_is_at(offer, quick):
    edition = ask_for_edition(user=None)
    Edition.objects.filter(pk=edition.pk).update(status=Status.WORKING)
    make_edition(edition_id=edition.pk)
    assert quick == []


def test_a_full_disk_is_said_and_the_last_one_stays(offer, quick, family, desk, monkeypatch):
    whole()
    put(listing("Newcomer"))
    edition = ask_for_edition(user=None)

    def full(store, name, content, **_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(type(default_storage._wrapped), "save", full)
        make_edition(edition_id=edition.pk)
    edition.refresh_from_db()
    assert (edition.status, edition.problem) == (Status.FAILED, NO_ROOM)
    assert edition.files.count() == 0
    assert family.get("/print/whole/text/").status_code == 200
    assert "There was no room" in desk.get(HOME).text


def test_a_sign_that_no_font_has_is_named_before_anything_is_made(offer, quick, desk):
    put(listing("Owls \U00013000", key="service:glyph"))
    edition = whole()
    assert edition.status == Status.FAILED
    assert "EGYPTIAN HIEROGLYPH A001" in desk.get(HOME).text
    assert quick == []


def test_a_fault_of_ours_is_said_and_nothing_of_it_is_kept(offer, monkeypatch):
    monkeypatch.setattr(made, "print_pdf", lambda book, points: 1 / 0)
    edition = whole()
    assert (edition.status, edition.problem) == (Status.FAILED, OUR_FAULT)
    assert files_kept() == []


def test_cancelled_in_the_midst_it_stops_and_its_files_go(offer, officer, monkeypatch):
    edition = ask_for_edition(user=officer)
    pressed = []

    def press(book, points):
        pressed.append(points)
        cancel_edition(user=officer, edition=edition)
        return b"%PDF"

    monkeypatch.setattr(made, "print_pdf", press)
    make_edition(edition_id=edition.pk)
    edition.refresh_from_db()
    assert (edition.status, pressed) == (Status.CANCELLED, [12])
    sweep_editions()
    assert files_kept() == []
    assert whole_edition() is None
    assert not cancel_edition(user=officer, edition=edition)


def test_the_desk_asks_shows_how_far_it_is_and_cancels(offer, quick, desk):
    desk.post(f"{HOME}make/")
    edition = Edition.objects.get()
    page = desk.get(HOME).text
    assert "Waiting for its turn" in page
    answer = desk.get(f"{HOME}{edition.uuid}/progress.json").json()
    assert answer == {"working": True, "percent": 0, "words": "Waiting for its turn"}
    desk.post(f"{HOME}{edition.uuid}/cancel/")
    assert "Make a new edition now" in desk.get(HOME).text
    desk.post(f"{HOME}make/")
    make_edition(edition_id=Edition.objects.first().pk)
    assert "/print/whole/pdf-16/" in desk.get(HOME).text
    again = desk.post(f"{HOME}make/", follow=True)
    assert "Nothing has changed" in again.text


def test_old_ones_go_after_two_weeks_and_the_last_whole_one_never(offer, quick, family):
    whole()
    put(listing("Newcomer"))
    newest = whole()
    Edition.objects.update(created_at=timezone.now() - timedelta(days=15))
    assert made.purge_editions() == 1
    assert made.purge_editions() == 0
    assert list(Edition.objects.all()) == [newest]
    assert len(files_kept()) == 4


def test_a_file_that_is_gone_from_the_store_is_not_found(offer, quick, family):
    edition = whole()
    default_storage.delete(edition.files.get(format=Format.TEXT).file.name)
    assert family.get("/print/whole/text/").status_code == 404


def test_a_broker_that_is_down_loses_nothing(offer, alpha):
    ask_for_edition(user=None)
    assert DueTask.objects.filter(council=alpha, task=made.SWEEP_TASK).exists()


def test_the_page_asks_the_same_few_questions(offer, quick, family, monkeypatch):
    asked = []
    for size in (250, 1):
        monkeypatch.setattr(made, "volumes_of", lambda book, most=size: volumes_of(book, most))
        whole()
        with CaptureQueriesContext(connection) as queries:
            family.get("/print/")
        asked.append(len(queries))
        put(listing("Newcomer"))
    assert asked[0] == asked[1]
