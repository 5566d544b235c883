"""A list becomes a file: at once or in the background, once however often it is asked of workers, for a day."""

import csv
import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as project
from django.contrib.auth.models import Group
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from tenants.accounts.roles import MANAGER
from tenants.exports import services, sources, tasks
from tenants.exports.errors import ExportRefused
from tenants.exports.files import write_table
from tenants.exports.models import Export, FileType, Status
from tenants.exports.services import ask_for_export
from tests.factories import PersonFactory
from tests.integration.exports.conftest import TEN

pytestmark = pytest.mark.django_db
HOME = "/admin/exports/"


@pytest.fixture
def asked(officer):
    """A long list that waits for a worker."""
    return ask_for_export(user=officer, source="ten", query="", file_type=FileType.CSV)


def _fresh(export):
    return Export.objects.get(pk=export.pk)


def _files():
    return [path for path in Path(project.MEDIA_ROOT).rglob("*") if path.is_file()]


def _silent(export, **values):
    """As a worker leaves it that was killed some minutes ago."""
    minutes_ago = timezone.now() - timedelta(minutes=3)
    Export.objects.filter(pk=export.pk).update(status=Status.WORKING, moved_at=minutes_ago, **values)


def test_a_short_list_comes_at_once_and_both_steps_are_in_the_audit(desk, officer, monkeypatch):
    monkeypatch.setattr(services, "AT_ONCE", 10)
    answer = desk.post(f"{HOME}ask/", {"list": "ten", "type": "csv"})
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert (rows[0], rows[10], len(rows)) == (["number", "name"], ["9", "'=name(9)"], 11)
    assert answer["Content-Disposition"].startswith('attachment; filename="ten-')
    noted = ModelLogEntry.objects.filter(action__startswith="exports.").order_by("pk")
    assert list(noted.values_list("action", "user")) == [("exports.ask", officer.pk), ("exports.take", officer.pk)]


def test_a_long_list_is_made_in_the_background_and_fetched_from_its_page(desk):
    page = desk.post(f"{HOME}ask/", {"list": "ten", "type": "xlsx"})["Location"]
    assert "Waiting for its turn" in desk.get(page).text
    assert desk.get(f"{page}file/").status_code == 404
    assert desk.get(f"{page}progress.json").json() == {"working": True, "percent": 0, "words": "Waiting for its turn"}
    tasks.make_export(Export.objects.get().pk)
    assert f'href="{page}file/"' in desk.get(page).text
    assert desk.get(f"{page}file/").getvalue().startswith(b"PK")
    assert "Ten of them" in desk.get(HOME).text


def test_what_a_workbook_can_not_hold_is_left_out(tmp_path):
    path = tmp_path / "table.xlsx"
    write_table(path, FileType.XLSX, ("name",), [("Night\x0bOwls",), ("=cmd()",)])
    assert list(load_workbook(path).active.values) == [("name",), ("NightOwls",), ("'=cmd()",)]


def test_how_far_it_is_can_be_read_while_it_is_made(asked, monkeypatch):
    said = []

    def rows(keys):
        said.append((_fresh(asked).percent, _fresh(asked).words))
        return TEN.rows(keys)

    monkeypatch.setattr(sources, "_sources", {"ten": replace(TEN, rows=rows)})
    tasks.make_export(asked.pk)
    assert said == [(0, "Being made"), (40, "4 of 10"), (80, "8 of 10")]


def test_a_message_that_comes_twice_makes_one_file(asked):
    tasks.make_export(asked.pk)
    tasks.make_export(asked.pk)
    assert (_fresh(asked).status, _fresh(asked).tries, len(_files())) == (Status.DONE, 1, 1)


def test_nobody_begins_what_another_worker_is_at(asked):
    Export.objects.filter(pk=asked.pk).update(status=Status.WORKING, tries=1)
    tasks.make_export(asked.pk)
    assert (_fresh(asked).status, _fresh(asked).tries) == (Status.WORKING, 1)


def test_what_a_killed_worker_left_is_handed_over_and_made(asked):
    _silent(asked, tries=1, done=4)
    assert tasks.sweep_exports() == 1
    tasks.make_export(asked.pk)
    assert _fresh(asked).ready
    assert tasks.sweep_exports() == 0


def test_a_worker_that_was_taken_for_dead_leaves_the_file_to_the_other(asked, monkeypatch):
    def rows(keys):
        Export.objects.filter(pk=asked.pk, tries=1).update(tries=2)
        return TEN.rows(keys)

    monkeypatch.setattr(sources, "_sources", {"ten": replace(TEN, rows=rows)})
    tasks.make_export(asked.pk)
    assert (_fresh(asked).status, _files()) == (Status.WORKING, [])


def test_after_three_workers_died_of_it_the_person_is_told(desk, asked):
    _silent(asked, tries=3)
    tasks.make_export(asked.pk)
    page = desk.get(f"{HOME}{asked.uuid}/").text
    assert "There is no file." in page
    assert "Ask for it again" in page


def test_a_fault_of_ours_is_told_and_ends_it(asked, monkeypatch):
    def rows(keys):
        raise RuntimeError

    monkeypatch.setattr(sources, "_sources", {"ten": replace(TEN, rows=rows)})
    tasks.make_export(asked.pk)
    assert (_fresh(asked).status, "our side" in _fresh(asked).problem, tasks.sweep_exports()) == ("failed", True, 0)


def test_who_is_no_officer_any_more_gets_no_file(desk, officer, asked):
    officer.groups.remove(*Group.objects.all())
    tasks.make_export(asked.pk)
    assert (_fresh(asked).status, _files()) == (Status.FAILED, [])


def test_who_may_not_see_the_list_any_more_does_not_get_the_file_either(desk, officer, asked):
    tasks.make_export(asked.pk)
    officer.groups.set(Group.objects.filter(name=MANAGER))
    assert desk.get(f"{HOME}{asked.uuid}/file/").status_code == 404


def test_whose_account_was_closed_gets_no_file(officer, asked):
    officer.is_active = False
    officer.save()
    tasks.make_export(asked.pk)
    assert (_fresh(asked).status, _files()) == (Status.FAILED, [])


def test_a_file_is_for_whoever_asked_alone(alpha, asked, client_for, with_second_factor):
    tasks.make_export(asked.pk)
    other = client_for(alpha, with_second_factor(PersonFactory(officer=True)))
    for address in ("", "progress.json", "file/"):
        assert other.get(f"{HOME}{asked.uuid}/{address}").status_code == 404
    assert "No files yet" in other.get(HOME).text


@pytest.mark.parametrize(("role", "source"), [("manager", "ten"), ("officer", "unknown")])
def test_a_list_is_for_its_people(alpha, role, source):
    with pytest.raises(ExportRefused):
        ask_for_export(user=PersonFactory(**{role: True}), source=source, query="", file_type=FileType.CSV)


def test_after_a_day_file_and_row_are_gone(asked):
    tasks.make_export(asked.pk)
    assert tasks.purge_exports() == 0
    Export.objects.update(created_at=timezone.now() - timedelta(hours=25))
    assert (tasks.purge_exports(), tasks.purge_exports()) == (1, 0)
    assert (Export.objects.count(), _files()) == (0, [])
