"""Photos and documents of a service: added, described, put in order, removed."""

from collections.abc import Callable
from dataclasses import replace

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from providers.listings.data import ServiceData
from providers.listings.errors import ListingError
from providers.listings.file_checks import MOST_BYTES
from providers.listings.models import Service, StoredFile
from providers.listings.services.files import store_document, store_photo
from providers.portal.access import service_view
from providers.portal.drafts import OpenPage, answer_page, opened_draft
from providers.portal.forms.asked import Asked
from providers.portal.forms.files import file_questions, with_added
from providers.portal.selectors import usable_files
from providers.portal.typed import Why, typed_in
from tenants.accounts.requests import SignedInRequest
from tenants.files.errors import BadUpload

Problems = dict[str, str]
_STORES: dict[str, Callable[..., StoredFile]] = {"photo": store_photo, "document": store_document}


@service_view
def files(request: SignedInRequest, service: Service) -> HttpResponse:
    """The page of photos and documents. A POST may bring one of each; it stays on the page until nothing is added."""
    typed = typed_in(request)
    draft = opened_draft(typed, service)
    usable = usable_files(service, draft.data)
    problems: Problems = {}
    added: list[StoredFile] = []
    if typed is not None and typed.why is Why.SAVE:
        typed = replace(typed, answers=typed.answers.copy())
        added = [stored for kind in _STORES if (stored := _take(request, service, typed.answers, kind, problems))]

    def show(asked: Asked[ServiceData], status: int) -> HttpResponse:
        (rows,) = asked.rows
        forms = [*rows, asked.form] if status != 200 else []
        context = {"service": service, "draft": draft, "form": asked.form, "rows": rows, "forms": forms}
        return render(request, "portal/files.html", context, status=status)

    questions = file_questions(usable | {stored.uuid: stored for stored in added}, problems)
    page = OpenPage(service, draft, questions, typed)
    return answer_page(request, page, show=show, done=lambda: _saved(request, service, added))


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
