"""Photos and documents of a service: added, described, put in order, removed."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from providers.listings.errors import ListingError
from providers.listings.file_checks import MOST_BYTES, BadUpload
from providers.listings.models import Service, StoredFile
from providers.listings.services.files import store_document, store_photo
from providers.portal.access import service_view
from providers.portal.drafts import Draft, latest_draft, save_or_explain
from providers.portal.forms.files import FileRows, UploadForm, file_rows, posted_rows, with_added
from providers.portal.selectors import usable_files
from tenants.accounts.requests import SignedInRequest

_STORES: dict[str, Callable[..., StoredFile]] = {"photo": store_photo, "document": store_document}


@service_view
def files(request: SignedInRequest, service: Service) -> HttpResponse:
    """The page of photos and documents. A POST may bring one of each; it stays on the page until nothing is added."""
    draft = latest_draft(service)
    usable = usable_files(service, draft.data)
    if request.method != "POST":
        rows = file_rows(draft.data.files, {stored.pk: stored for stored in usable.values()})
        return _render(request, service, draft=draft, form=UploadForm(), rows=rows, usable=usable)
    answers = request.POST.copy()
    form = UploadForm(answers, request.FILES)
    added = [stored for kind in _STORES if (stored := _take(request, service, form, answers, kind))]
    usable |= {stored.uuid: stored for stored in added}
    rows = posted_rows(answers)
    rows.use(usable)
    if form.is_valid() and rows.is_valid():
        data = replace(draft.data, files=rows.values())
        if refused := save_or_explain(request, listing=service, data=data, form=form, answers=answers):
            return refused
        if form.is_valid():
            return _saved(request, service, added)
    return _render(request, service, draft=draft, form=form, rows=rows, usable=usable, status=422)


def _take(
    request: SignedInRequest, service: Service, form: UploadForm, answers: QueryDict, kind: str
) -> StoredFile | None:
    """Keep an uploaded file and give it a row; what is wrong with it is said beside where it was chosen."""
    upload = request.FILES.get(kind)
    title = answers.get(f"{kind}_title", "").strip()
    if not isinstance(upload, UploadedFile):
        if title:
            form.add_error(kind, f"Choose the {kind} that you described")
        return None
    try:
        stored = _STORES[kind](
            user=request.user,
            organisation=service.organisation,
            name=upload.name or kind,
            content=upload.read(MOST_BYTES + 1),
        )
    except BadUpload as problem:
        form.add_error(kind, str(problem))
        return None
    except ListingError as problem:
        form.add_error(kind, problem.message)
        return None
    with_added(answers, stored, title)
    answers[f"{kind}_title"] = ""
    return stored


def _saved(request: SignedInRequest, service: Service, added: list[StoredFile]) -> HttpResponse:
    if not added:
        messages.success(request, "Saved: photos and documents.")
        return redirect("portal:service", uuid=service.uuid)
    words = " and ".join("photo" if stored.is_photo else "document" for stored in added)
    messages.success(request, f"Added: {words}. It is in your draft.")
    return redirect("portal:files", uuid=service.uuid)


def _render(
    request: SignedInRequest,
    service: Service,
    *,
    draft: Draft,
    form: UploadForm,
    rows: FileRows,
    usable: dict[UUID, StoredFile],
    status: int = 200,
) -> HttpResponse:
    if status == 200:
        rows.use(usable)
    context = {
        "service": service,
        "draft": draft,
        "form": form,
        "rows": rows,
        "forms": [*rows.forms, form] if status == 422 else [],
    }
    return render(request, "portal/files.html", context, status=status)
