"""One short page of a listing: shown, checked, saved as a draft."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from providers.listings.data import ServiceData
from providers.listings.models import Service
from providers.portal.access import service_view
from providers.portal.drafts import Draft, opened_draft, save_or_explain, status_of_form
from providers.portal.forms.asked import Asked
from providers.portal.forms.rows import ADD
from providers.portal.pages import FormPage, pages_for
from providers.review.selectors import status_of
from tenants.accounts.requests import SignedInRequest


@service_view
def page(request: SignedInRequest, service: Service, slug: str) -> HttpResponse:
    """A page of the task list. POST saves it and returns to the task list; `add-row` only adds an empty row."""
    draft = opened_draft(request, service)
    form_page = next((each for each in pages_for(service.organisation, draft.data) if each.slug == slug), None)
    if form_page is None:
        raise Http404
    questions = form_page.questions
    if request.method != "POST":
        return _render(request, service, form_page, draft, questions.shown(draft.data))
    asked = questions.bound(request.POST)
    if ADD in request.POST and asked.rows:
        return _render(request, service, form_page, draft, asked)
    if asked.is_valid():
        data = questions.typed(asked, draft.data)
        if refused := save_or_explain(request, listing=service, data=data, form=asked.form):
            return refused
        if asked.form.is_valid():
            messages.success(request, f"Saved: {form_page.title.lower()}.")
            return redirect("portal:service", uuid=service.uuid)
    return _render(request, service, form_page, draft, asked, status=status_of_form(asked.form))


def _render(
    request: SignedInRequest,
    service: Service,
    form_page: FormPage,
    draft: Draft[ServiceData],
    asked: Asked[ServiceData],
    status: int = 200,
) -> HttpResponse:
    context = {
        "service": service,
        "draft": draft,
        "page": form_page,
        "form": asked.form,
        "rows": asked.rows[0] if asked.rows else None,
        "forms": list(asked) if status != 200 else [],
        "status": status_of(service),
    }
    return render(request, "portal/page.html", context, status=status)
