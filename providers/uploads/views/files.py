"""Files and figures: how far an upload is, its report, and listings to start from."""

import io
from collections.abc import Iterator
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from providers.imports.listing_csv.columns import COLUMNS, VERSION
from providers.imports.services.files import write_listings
from providers.listings.models import Service
from providers.uploads.models import Upload, UploadRow
from providers.uploads.selectors import organisations_to_upload_for
from providers.uploads.sites import UploadSite, with_upload
from tenants.accounts.requests import SignedInRequest
from tenants.files.downloads import kept_apart
from tenants.text.cells import write_csv

_REPORT = ("row", "external_id", "name", "outcome", "column", "reason")


@require_safe
@with_upload
def progress(request: SignedInRequest, site: UploadSite, upload: Upload) -> HttpResponse:
    """How far an upload is, for the page that shows it."""
    answer = {"working": upload.working, "percent": upload.percent, "words": upload.words}
    return JsonResponse(answer)


@require_safe
@with_upload
def report(request: SignedInRequest, site: UploadSite, upload: Upload) -> HttpResponse:
    """What is wrong with which row, or worth knowing, as a CSV file that no spreadsheet runs."""
    file = io.StringIO()
    write_csv(file, [_REPORT, *_remarks(upload)])
    return _csv(file, f"{slugify(upload.name.rpartition('.')[0]) or 'upload'}-report")


@require_safe
def export(request: SignedInRequest, site: UploadSite, organisation: UUID) -> HttpResponse:
    """The listings of one of the person's organisations as its people last saved them, in the columns that an upload
    reads."""
    own = organisations_to_upload_for(request.user).filter(uuid=organisation).first()
    if own is None:
        raise Http404
    file = io.StringIO()
    write_listings(file, Service.objects.filter(organisation=own), drafts=True)
    return _csv(file, slugify(own.name) or "listings")


@require_safe
def template(request: SignedInRequest, site: UploadSite) -> HttpResponse:
    """An empty sheet with every column."""
    file = io.StringIO()
    write_csv(file, [[column for column in COLUMNS if column != VERSION]])
    return _csv(file, "listings-template")


def _remarks(upload: Upload) -> Iterator[tuple[str, ...]]:
    for row in upload.rows.all():
        outcome = UploadRow.Outcome(row.outcome).label
        remarks = [*row.problems, *row.notes, *([[row.number, "", row.undone_note]] if row.undone_note else [])]
        for number, column, reason in remarks:
            yield str(number), row.external_id, row.name, outcome, column, reason


def _csv(file: io.StringIO, name: str) -> HttpResponse:
    """With a byte order mark: Excel takes the file for UTF-8 by it alone."""
    response = HttpResponse(f"\ufeff{file.getvalue()}", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return kept_apart(response)
