"""One short page of a listing: shown, checked, saved as a draft."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from providers.listings.data import ServiceData
from providers.listings.models import Service
from providers.portal.access import service_view
from providers.portal.drafts import Draft, latest_draft, save_or_explain
from providers.portal.forms.base import AnswersForm
from providers.portal.forms.rows import Rows, rows_of
from providers.portal.pages import FormPage, pages_for
from providers.review.selectors import status_of
from tenants.accounts.requests import SignedInRequest


@service_view
def page(request: SignedInRequest, service: Service, slug: str) -> HttpResponse:
    """A page of the task list. POST saves it and returns to the task list; `add-row` only adds an empty row."""
    draft = latest_draft(service)
    form_page = next((each for each in pages_for(service.organisation, draft.data) if each.slug == slug), None)
    if form_page is None:
        raise Http404
    if request.method != "POST":
        form, rows = form_page.form.starting_from(draft.data), _shown_rows(form_page, draft.data)
        return _render(request, service, form_page=form_page, draft=draft, form=form, rows=rows)
    if "add-row" in request.POST and form_page.rows:
        rows = rows_of(form_page.rows, data=request.POST)
        return _render(request, service, form_page=form_page, draft=draft, form=form_page.form(request.POST), rows=rows)
    form, rows = form_page.form(request.POST), _posted_rows(request, form_page)
    if form.is_valid() and (rows is None or rows.is_valid()):
        data = _with_rows(form.applied_to(draft.data), form_page, rows)
        if refused := save_or_explain(request, listing=service, data=data, form=form):
            return refused
        if form.is_valid():
            messages.success(request, f"Saved: {form_page.title.lower()}.")
            return redirect("portal:service", uuid=service.uuid)
    return _render(request, service, form_page=form_page, draft=draft, form=form, rows=rows, status=422)


def _shown_rows(form_page: FormPage, data: ServiceData) -> Rows | None:
    return rows_of(form_page.rows, initial=getattr(data, form_page.rows_field)) if form_page.rows else None


def _posted_rows(request: SignedInRequest, form_page: FormPage) -> Rows | None:
    return rows_of(form_page.rows, data=request.POST) if form_page.rows else None


def _with_rows(data: ServiceData, form_page: FormPage, rows: Rows | None) -> ServiceData:
    if rows is None:
        return data
    children: dict[str, Any] = {form_page.rows_field: rows.values()}
    return replace(data, **children)


def _render(
    request: SignedInRequest,
    service: Service,
    *,
    form_page: FormPage,
    draft: Draft,
    form: AnswersForm,
    rows: Rows | None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "service": service,
        "draft": draft,
        "page": form_page,
        "form": form,
        "rows": rows,
        "forms": [form, *(rows or ())] if status == 422 else [],
        "status": status_of(service),
    }
    return render(request, "portal/page.html", context, status=status)
