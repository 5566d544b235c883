"""One short page of a listing: shown, checked, saved as a draft."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from providers.listings.data import ServiceData
from providers.listings.models import Service
from providers.portal.access import service_view
from providers.portal.drafts import OpenPage, answer_page, opened_draft
from providers.portal.forms.asked import Asked
from providers.portal.pages import page_for
from providers.portal.typed import typed_in
from providers.review.selectors import status_of
from tenants.accounts.requests import SignedInRequest


@service_view
def page(request: SignedInRequest, service: Service, slug: str) -> HttpResponse:
    """A page of the task list. POST saves it and returns to the task list; `add-row` only adds an empty row."""
    typed = typed_in(request)
    draft = opened_draft(typed, service)
    form_page = page_for(service.organisation, draft.data, slug)
    if form_page is None:
        raise Http404

    def show(asked: Asked[ServiceData], status: int) -> HttpResponse:
        context = {
            "service": service,
            "draft": draft,
            "page": form_page,
            "form": asked.form,
            "rows": asked.rows[0] if asked.rows else None,
            "forms": list(asked) if status != 200 else [],
            "status": status_of(service),
            "typed": typed,
        }
        return render(request, "portal/page.html", context, status=status)

    def done() -> HttpResponse:
        messages.success(request, f"Saved: {form_page.title.lower()}.")
        return redirect("portal:service", uuid=service.uuid)

    return answer_page(request, OpenPage(service, draft, form_page.questions, typed), show=show, done=done)
