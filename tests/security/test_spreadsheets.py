"""No list that is taken away as a file, ours or Wagtail's, holds a cell that a spreadsheet would run."""

import csv
import io

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Workflow, WorkflowState

from tenants.audit.services import record
from tenants.text.cells import looks_like_formula
from tests.factories import PageFactory, PersonFactory
from tests.isolation.addresses import URLCONF, every_address

pytestmark = pytest.mark.django_db
STARTS = ["=", "+", "-", "@", "\t", "\r"]
FORMULA = '{}HYPERLINK("http://evil.example","Ring us")\x0b'
LISTS = {
    "wagtailadmin_reports:locked_pages",
    "wagtailadmin_reports:workflow",
    "wagtailadmin_reports:workflow_tasks",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:aging_pages",
    "wagtailredirects:index",
}
"""Wagtail's lists that can be taken away; each has an address for its results too."""


@pytest.fixture
def admin(alpha, with_second_factor, client_for):
    """The browser of somebody who may take every list away, in a council full of formulas."""
    person = with_second_factor(PersonFactory(is_superuser=True, is_staff=True, name=FORMULA.format("=")))
    for number, start in enumerate(STARTS):
        words = FORMULA.format(start)
        page = PageFactory(title=words, slug=f"formula-{number}")
        Page.objects.filter(pk=page.pk).update(locked=True, locked_by=person, locked_at=timezone.now(), owner=person)
        Redirect.objects.create(old_path=f"{words}", redirect_link=f"{words}")
        record(action="listing.edit", user=person, instance=page, label=words)
        _in_workflow(page, person, words)
    return client_for(alpha, person)


def _in_workflow(page, person, words):
    state = WorkflowState(workflow=Workflow.objects.create(name=words), requested_by=person, object_id=str(page.pk))
    state.status = state.STATUS_APPROVED
    state.content_type = page.cached_content_type
    state.base_content_type = ContentType.objects.get_for_model(Page)
    state.save()


def cells_of(response, kind):
    """Every cell of a file."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if kind == "csv":
        return [cell for row in csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")) for cell in row]
    sheet = load_workbook(io.BytesIO(body)).active
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    return [cell for row in sheet.iter_rows(values_only=True) for cell in row]


def is_file(response, kind):
    return {"csv": "text/csv", "xlsx": "spreadsheetml"}[kind] in response.headers["Content-Type"]


def get(client, path, kind):
    with transaction.atomic():
        return client.get(path, {"export": kind})


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_of_any_file_runs(alpha, admin, kind):
    files, formulas = set(), 0
    for address in every_address():
        if address.arguments or "logout" in address.name or "serve" in address.name:
            continue
        response = get(admin, reverse(address.name, URLCONF), kind)
        if is_file(response, kind):
            files.add(address.name)
            texts = [cell for cell in cells_of(response, kind) if isinstance(cell, str)]
            formulas += sum("HYPERLINK" in text for text in texts)
            assert not [text for text in texts if looks_like_formula(text)], address.name
    assert files >= LISTS
    assert formulas >= 6 * len(STARTS)


def test_every_list_of_wagtails_that_can_be_taken_away_is_asked_for():
    lists = {address.name for address in every_address() if _is_list(address)}
    assert {name.removesuffix("_results") for name in lists} == LISTS


def _is_list(address):
    """Whether an address's view writes files of columns that it names."""
    view_class = getattr(address.view, "view_class", object)
    columns = getattr(address.view, "view_initkwargs", {}).get("list_export") or getattr(
        view_class, "list_export", None
    )
    return issubclass(view_class, SpreadsheetExportMixin) and bool(columns)
