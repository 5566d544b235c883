"""Photos and documents of a service: added, described, put in order, removed."""

from collections.abc import Callable

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from providers.listings.data import ServiceData
from providers.listings.errors import ListingError
from providers.listings.file_checks import MOST_BYTES, BadUpload
from providers.listings.models import Service, StoredFile
from providers.listings.services.files import store_document, store_photo
from providers.portal.access import service_view
from providers.portal.drafts import Draft, opened_draft, save_or_explain, status_of_form
from providers.portal.forms.asked import Asked
from providers.portal.forms.files import file_questions, with_added
from providers.portal.selectors import usable_files
from tenants.accounts.requests import SignedInRequest

Problems = dict[str, str]
_STORES: dict[str, Callable[..., StoredFile]] = {"photo": store_photo, "document": store_document}


@service_view
def files(request: SignedInRequest, service: Service) -> HttpResponse:
    """The page of photos and documents. A POST may bring one of each; it stays on the page until nothing is added."""
    draft = opened_draft(request, service)
    usable = usable_files(service, draft.data)
    if request.method != "POST":
        return _render(request, service, draft, file_questions(usable).shown(draft.data))
    answers = request.POST.copy()
    problems: Problems = {}
    added = [stored for kind in _STORES if (stored := _take(request, service, answers, kind, problems))]
    questions = file_questions(usable | {stored.uuid: stored for stored in added})
    asked = questions.bound(answers)
    for kind, problem in problems.items():
        asked.form.add_error(kind, problem)
    if asked.is_valid():
        data = questions.typed(asked, draft.data)
        if refused := save_or_explain(request, listing=service, data=data, form=asked.form, answers=answers):
            return refused
        if asked.form.is_valid():
            return _saved(request, service, added)
    return _render(request, service, draft, asked, status=status_of_form(asked.form))


def _take(
    request: SignedInRequest, service: Service, answers: QueryDict, kind: str, problems: Problems
) -> StoredFile | None:
    """Keep an uploaded file and give it a row; what is wrong with it is noted by its kind."""
    upload = request.FILES.get(kind)
    title = answers.get(f"{kind}_title", "").strip()
    if not isinstance(upload, UploadedFile):
        if title:
            problems[kind] = f"Choose the {kind} that you described"
        return None
    try:
        stored = _STORES[kind](
            user=request.user,
            organisation=service.organisation,
            name=upload.name or kind,
            content=upload.read(MOST_BYTES + 1),
        )
    except BadUpload as problem:
        problems[kind] = str(problem)
        return None
    except ListingError as problem:
        problems[kind] = problem.message
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
    draft: Draft[ServiceData],
    asked: Asked[ServiceData],
    status: int = 200,
) -> HttpResponse:
    (rows,) = asked.rows
    context = {
        "service": service,
        "draft": draft,
        "form": asked.form,
        "rows": rows,
        "forms": [*rows, asked.form] if status != 200 else [],
    }
    return render(request, "portal/files.html", context, status=status)
