"""Pages: choose a file, match its columns, see what would change, and what was saved."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from providers.imports.errors import BadFile
from providers.imports.foreign.fields import LABELS
from providers.imports.meanings import unexplained
from providers.listings.errors import ListingError
from providers.upkeep.views.several import ACTS
from providers.uploads.forms import ColumnsForm, FileForm, SheetForm, WordsForm
from providers.uploads.models import Goes, Status, Upload, UploadRow
from providers.uploads.selectors import (
    contested_of,
    counts_of,
    gone_from,
    held_of,
    hidden_of,
    mistakes_of,
    noted_of,
    organisations_to_upload_for,
    risky_of,
    rows_of,
    undone_counts_of,
    words_of,
    words_of_columns,
)
from providers.uploads.services.uploads import (
    can_undo,
    check_upload,
    confirm_upload,
    discard_upload,
    read_upload_again,
    resume_upload,
    start_upload,
    undo_upload,
)
from providers.uploads.sites import UploadSite, with_upload
from tenants.accounts.requests import SignedInRequest
from tenants.desk.headings import heading
from tenants.files.errors import BadUpload

PER_PAGE = 25
ABOUT_GONE = ("write", "archive", "suspend")
"""What an officer may want to do about listings that a file no longer holds; they are shown again before it is done."""


def index(request: SignedInRequest, site: UploadSite) -> HttpResponse:
    """A person's uploads, and a way to begin one."""
    organisations = None if site.of_council else organisations_to_upload_for(request.user)
    form = FileForm(request.POST or None, request.FILES or None, organisations=organisations)
    if request.method == "POST" and not form.is_bound:
        form = FileForm({}, organisations=organisations)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = start_upload(
                user=request.user,
                organisation=form.cleaned_data.get("organisation"),
                name=file.name,
                content=file.read(),
            )
        except (BadFile, BadUpload, ListingError) as refused:
            form.add_error("file", str(refused))
        else:
            return redirect(site.address("columns", upload.uuid))
    uploads = Paginator(site.uploads(request.user), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "form": form,
        "uploads": uploads,
        "organisations": organisations,
        "words": words_of_columns(),
        "title": "Listings from a spreadsheet",
    }
    return _page(request, site, "index", context, status=422 if form.errors else 200)


@with_upload
def columns(request: SignedInRequest, site: UploadSite, upload: Upload) -> HttpResponse:
    """Which column is which, and what becomes of the listings."""
    form = ColumnsForm(upload, request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        try:
            check_upload(
                user=request.user,
                upload=upload,
                mapping=form.cleaned_data["mapping"],
                goes=Goes(form.cleaned_data["goes"]),
                file_wins=form.cleaned_data["file_wins"],
                source=form.cleaned_data.get("source", ""),
            )
        except ListingError as refused:
            form.add_error(None, refused.message)
        else:
            return redirect(site.address("detail", upload.uuid))
    elif upload.status not in (Status.MAPPING, Status.CHECKED) and request.method != "POST":
        return redirect(site.address("detail", upload.uuid))
    context = {"upload": upload, "form": form, "sheet_form": SheetForm(upload), "title": "Match the columns"}
    return _page(request, site, "columns", context, status=422 if form.errors else 200)


@require_POST
@with_upload
def sheet(request: SignedInRequest, site: UploadSite, upload: Upload) -> HttpResponse:
    """Read another sheet, or take another row for the one that names the columns."""
    form = SheetForm(upload, request.POST)
    if not form.is_valid():
        context = {"upload": upload, "form": ColumnsForm(upload, user=request.user), "sheet_form": form}
        return _page(request, site, "columns", {**context, "title": "Match the columns"}, status=422)
    try:
        read_upload_again(
            user=request.user,
            upload=upload,
            sheet=form.cleaned_data.get("sheet", ""),
            header_row=int(form.cleaned_data["header_row"]),
        )
    except (BadFile, ListingError) as refused:
        messages.error(request, str(refused))
    return redirect(site.address("columns", upload.uuid))


@with_upload
def words(request: SignedInRequest, site: UploadSite, upload: Upload) -> HttpResponse:
    """What the words of the file's lists mean."""
    if upload.status != Status.CHECKED:
        return redirect(site.address("detail", upload.uuid))
    form = WordsForm(upload, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            check_upload(
                user=request.user,
                upload=upload,
                mapping=upload.mapping,
                goes=Goes(upload.goes),
                file_wins=upload.file_wins,
                source=upload.source,
                words=form.meanings,
            )
        except ListingError as refused:
            messages.error(request, refused.message)
        return redirect(site.address("detail", upload.uuid))
    context = {"upload": upload, "form": form, "title": "What the words mean"}
    return _page(request, site, "words", context, status=422 if form.errors else 200)


@require_safe
@with_upload
def detail(request: SignedInRequest, site: UploadSite, upload: Upload) -> HttpResponse:
    """Where an upload stands, and what became of each listing or would."""
    if upload.status == Status.MAPPING:
        return redirect(site.address("columns", upload.uuid))
    shown = request.GET.get("show", "")
    rows = Paginator(rows_of(upload, shown), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "upload": upload,
        "title": upload.name,
        "counts": counts_of(upload),
        "outcomes": [(each, counts_of(upload)[each.value]) for each in UploadRow.Outcome],
        "mistakes": mistakes_of(upload),
        "contested": contested_of(upload),
        "held": held_of(upload),
        "hidden": hidden_of(upload),
        "noted": noted_of(upload),
        "risky": risky_of(upload),
        "gone": gone_from(upload).count() if site.of_council else 0,
        "unexplained": unexplained(upload.mapping, words_of(upload), upload.meanings),
        "undone": undone_counts_of(upload) if upload.status in (Status.UNDONE, Status.UNDOING) else None,
        "can_undo": can_undo(upload),
        "rows": rows,
        "show": shown,
        "labels": LABELS,
    }
    return _page(request, site, "detail", context)


@require_safe
@with_upload
def gone(request: SignedInRequest, site: UploadSite, upload: Upload) -> HttpResponse:
    """Listings that earlier files of this shape held and this one doesn't, with what an officer can do about them."""
    services = Paginator(gone_from(upload), PER_PAGE).get_page(request.GET.get("p"))
    acts = [(code, ACTS[code].label) for code in ABOUT_GONE]
    context = {"upload": upload, "services": services, "acts": acts, "title": "No longer in the file"}
    return _page(request, site, "gone", context)


@require_POST
@with_upload
def confirm(request: SignedInRequest, site: UploadSite, upload: Upload) -> HttpResponse:
    """Save what the check showed."""
    return _after(request, site, upload, lambda: confirm_upload(user=request.user, upload=upload))


@require_POST
@with_upload
def resume(request: SignedInRequest, site: UploadSite, upload: Upload) -> HttpResponse:
    """Resume where it stopped."""
    return _after(request, site, upload, lambda: resume_upload(user=request.user, upload=upload))


@require_POST
@with_upload
def discard(request: SignedInRequest, site: UploadSite, upload: Upload) -> HttpResponse:
    """Throw it away."""
    try:
        discard_upload(user=request.user, upload=upload)
    except ListingError as refused:
        messages.error(request, refused.message)
        return redirect(site.address("detail", upload.uuid))
    messages.success(request, f"{upload.name} has been thrown away. Nothing was changed.")
    return redirect(site.address("index"))


@with_upload
def undo(request: SignedInRequest, site: UploadSite, upload: Upload) -> HttpResponse:
    """Ask, then put every listing back."""
    if request.method == "POST":
        return _after(request, site, upload, lambda: undo_upload(user=request.user, upload=upload))
    if not can_undo(upload):
        return redirect(site.address("detail", upload.uuid))
    counts = {each: upload.rows.filter(saved=True, outcome=each).count() for each in ("created", "updated")}
    return _page(request, site, "undo", {"upload": upload, "counts": counts, "title": "Undo this upload?"})


def _after(request: SignedInRequest, site: UploadSite, upload: Upload, act: Any) -> HttpResponse:
    try:
        act()
    except ListingError as refused:
        messages.error(request, refused.message)
    return redirect(site.address("detail", upload.uuid))


def _page(
    request: SignedInRequest, site: UploadSite, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    frame = {
        "site": site,
        "frame": site.frame,
        "namespace": site.namespace,
        **heading(context["title"], "upload", above=(site.address("index"), "Spreadsheets")),
    }
    return render(request, f"uploads/{name}.html", {**frame, **context}, status=status)
