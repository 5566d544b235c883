"""`/admin/exports/`: asking for a list as a file, how far it is, and taking it away. Everybody sees their own files."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from tenants.accounts.models import User
from tenants.desk.gates import officer_or_manager_view
from tenants.desk.headings import heading
from tenants.desk.pages import page_of
from tenants.exports.errors import ExportRefused
from tenants.exports.files import CONTENT_TYPES
from tenants.exports.models import Export, FileType
from tenants.exports.selectors import exports_of, find_export
from tenants.exports.services import ask_for_export, note_taken
from tenants.files.downloads import file_answer


def with_export(view: Callable[[HttpRequest, User, Export], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Hand the view the person's file of that id; 404 when they have none, and a day later."""

    @wraps(view)
    def found(request: HttpRequest, user: User, export_id: UUID) -> HttpResponseBase:
        export = find_export(user, export_id)
        if export is None:
            raise Http404
        return view(request, user, export)

    return officer_or_manager_view(found)


@require_safe
@officer_or_manager_view
def index(request: HttpRequest, user: User) -> HttpResponse:
    """The files that a person asked for."""
    return _page(request, "index", "Your files", page_of(request, exports_of(user), "file"))


@require_POST
@officer_or_manager_view
def ask(request: HttpRequest, user: User) -> HttpResponseBase:
    """Ask for the list `list`, narrowed by `query`, as a `type`: a short file comes at once, a long one later."""
    given = request.POST
    try:
        export = ask_for_export(
            user=user,
            source=given.get("list", ""),
            query=given.get("query", ""),
            file_type=FileType.XLSX if given.get("type") == FileType.XLSX else FileType.CSV,
        )
    except ExportRefused as refusal:
        messages.error(request, refusal.message)
        return redirect("exports:index")
    return _download(user, export) if export.ready else redirect("exports:detail", export.uuid)


@require_safe
@with_export
def detail(request: HttpRequest, user: User, export: Export) -> HttpResponse:
    """How far a file is, then the way to take it away."""
    return _page(request, "detail", export.title, {"export": export}, above=(reverse("exports:index"), "Your files"))


@require_safe
@with_export
def progress(request: HttpRequest, user: User, export: Export) -> HttpResponse:
    """The same for the script of the page."""
    answer = {"working": export.working, "percent": export.percent, "words": export.words}
    return JsonResponse(answer)


@require_safe
@with_export
def file(request: HttpRequest, user: User, export: Export) -> HttpResponseBase:
    """The file; 404 while there is none."""
    if not export.ready:
        raise Http404
    return _download(user, export)


def _download(user: User, export: Export) -> FileResponse:
    note_taken(user=user, export=export)
    content_type = CONTENT_TYPES[FileType(export.file_type)]
    return file_answer(export.file.open("rb"), name=export.file_name, content_type=content_type)


def _page(
    request: HttpRequest, template: str, title: str, context: dict[str, Any], above: tuple[str, str] | None = None
) -> HttpResponse:
    frame = {"title": title, **heading(title, "download", above=above)}
    return render(request, f"exports/{template}.html", {**context, **frame})
