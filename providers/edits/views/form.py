"""The provider's own form, for an officer: its pages and places, each saved into the officer's change."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from providers.edits.selectors import data_to_edit, edit_underway, others_edits
from providers.edits.services.starting import start_service
from providers.edits.views.answers import answer, keep
from providers.edits.views.gate import organisation_view, service_view
from providers.listings.data import PlaceData
from providers.listings.models import Organisation, Service
from providers.listings.refuges import refuge_word, usual_hiding
from providers.portal.forms.asked import Asked, Questions
from providers.portal.forms.organisation import NewServiceForm, organisation_questions
from providers.portal.forms.place import place_questions
from providers.portal.pages import page_for, pages_for
from providers.portal.selectors import pin_setup
from tenants.accounts.models import User

READS_AND_ACTS = ["GET", "HEAD", "POST"]


@require_safe
@service_view
def service(request: HttpRequest, officer: User, service: Service) -> HttpResponse:
    """The pages of a service's form."""
    edit = edit_underway(officer, service)
    data = data_to_edit(edit, service)
    context = {
        "service": service,
        "edit": edit,
        "data": data,
        "others": others_edits(officer, service),
        "pages": [(page, page.done(data)) for page in pages_for(service.organisation, data)],
    }
    return render(request, "edits/service.html", context)


@require_http_methods(READS_AND_ACTS)
@service_view
def page(request: HttpRequest, officer: User, service: Service, slug: str) -> HttpResponse:
    """One page of the form; saved, it leads to what changes."""
    data = data_to_edit(edit_underway(officer, service), service)
    form_page = page_for(service.organisation, data, slug)
    if form_page is None:
        raise Http404

    def show(asked: Asked[Any], status: int) -> HttpResponse:
        context = {
            "service": service,
            "data": data,
            "page": form_page,
            "form": asked.form,
            "rows": asked.rows[0] if asked.rows else None,
            "forms": list(asked) if status != 200 else [],
        }
        return render(request, "edits/page.html", context, status=status)

    questions = form_page.questions
    return answer(request, officer, service, lambda _: questions, show=show, done=lambda: _to_check(service))


@require_http_methods(READS_AND_ACTS)
@service_view
def new_place(request: HttpRequest, officer: User, service: Service) -> HttpResponse:
    """Add a place."""
    data = data_to_edit(edit_underway(officer, service), service)
    return _place_page(request, officer, service, PlaceData(hide_address=usual_hiding(data, service.organisation.name)))


@require_http_methods(READS_AND_ACTS)
@service_view
def place(request: HttpRequest, officer: User, service: Service, place: UUID) -> HttpResponse:
    """Change a place with its opening times."""
    return _place_page(request, officer, service, _find(officer, service, place))


@require_http_methods(READS_AND_ACTS)
@service_view
def remove_place(request: HttpRequest, officer: User, service: Service, place: UUID) -> HttpResponse:
    """Ask, then take a place out."""
    current = _find(officer, service, place)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        data = data_to_edit(edit_underway(officer, service), service)
        kept = replace(data, places=tuple(each for each in data.places if each.uuid != place))
        if keep(officer, service, kept, form):
            return _to_check(service)
    context = {"service": service, "place": current, "form": form}
    return render(request, "edits/remove_place.html", context, status=409 if form.errors else 200)


@require_http_methods(READS_AND_ACTS)
@organisation_view
def organisation(request: HttpRequest, officer: User, organisation: Organisation) -> HttpResponse:
    """An organisation's details; its logo stays as it is."""

    def show(asked: Asked[Any], status: int) -> HttpResponse:
        context = {
            "organisation": organisation,
            "form": asked.form,
            "forms": [asked.form] if status != 200 else [],
            "others": others_edits(officer, organisation),
        }
        return render(request, "edits/organisation.html", context, status=status)

    def questions(data: Any) -> Questions[Any]:
        return organisation_questions(data.kind, [data.logo_id] if data.logo_id else [])

    def done() -> HttpResponse:
        return redirect("edits:check-organisation", uuid=organisation.uuid)

    return answer(request, officer, organisation, questions, show=show, done=done)


@require_http_methods(READS_AND_ACTS)
@organisation_view
def add_service(request: HttpRequest, officer: User, organisation: Organisation) -> HttpResponse:
    """Name a new service of an organisation; its pages ask for the rest."""
    form = NewServiceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = start_service(user=officer, organisation=organisation, name=form.cleaned_data["name"])
        return redirect("edits:service", uuid=made.uuid)
    context = {"organisation": organisation, "form": form, "forms": [form] if form.errors else []}
    return render(request, "edits/new_service.html", context, status=422 if form.errors else 200)


def _place_page(request: HttpRequest, officer: User, service: Service, place: PlaceData) -> HttpResponse:
    def show(asked: Asked[Any], status: int) -> HttpResponse:
        week, dates = asked.rows
        context = {
            "service": service,
            "form": asked.form,
            "rows": week,
            "dates": dates,
            "forms": list(asked) if status != 200 else [],
            "pin": pin_setup(str(asked.form["postcode"].value() or "")),
        }
        return render(request, "edits/place.html", context, status=status)

    def questions(data: Any) -> Questions[Any]:
        return place_questions(place, refuge_word=refuge_word(data, service.organisation.name))

    return answer(request, officer, service, questions, show=show, done=lambda: _to_check(service))


def _find(officer: User, service: Service, place: UUID) -> PlaceData:
    data: Any = data_to_edit(edit_underway(officer, service), service)
    for each in data.places:
        if each.uuid == place:
            return each  # type: ignore[no-any-return]
    raise Http404


def _to_check(service: Service) -> HttpResponse:
    return redirect("edits:check", uuid=service.uuid)
