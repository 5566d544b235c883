"""The places of a service: each a page with its address, accessibility and opening hours."""

from dataclasses import replace
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from providers.listings.data import PlaceData, ServiceData
from providers.listings.models import Service
from providers.listings.refuges import refuge_word, usual_hiding
from providers.portal.access import service_view
from providers.portal.drafts import OpenPage, answer_page, opened_draft, save_or_explain, status_of_form
from providers.portal.forms.asked import Asked
from providers.portal.forms.place import place_questions
from providers.portal.selectors import pin_setup
from providers.portal.typed import typed_in
from tenants.accounts.requests import SignedInRequest


@service_view
def new(request: SignedInRequest, service: Service) -> HttpResponse:
    """Add a place."""
    draft = opened_draft(typed_in(request), service)
    blank = PlaceData(hide_address=usual_hiding(draft.data, service.organisation.name))
    return _place_page(request, service, blank)


@service_view
def edit(request: SignedInRequest, service: Service, place: UUID) -> HttpResponse:
    """Change a place; it keeps its uuid."""
    return _place_page(request, service, _find(opened_draft(typed_in(request), service).data, place))


@service_view
def remove(request: SignedInRequest, service: Service, place: UUID) -> HttpResponse:
    """Ask, then take the place out of the draft."""
    draft = opened_draft(typed_in(request), service)
    current = _find(draft.data, place)
    if request.method != "POST":
        return render(request, "portal/remove_place.html", {"service": service, "place": current, "draft": draft})
    kept = replace(draft.data, places=tuple(each for each in draft.data.places if each.uuid != place))
    form = forms.Form(request.POST)
    if refused := save_or_explain(request, listing=service, data=kept, form=form):
        return refused
    if not form.is_valid():
        context = {"listing": service, "problem": " ".join(map(str, form.non_field_errors()))}
        return render(request, "portal/not_now.html", context, status=status_of_form(form))
    messages.success(request, "Place removed from your draft.")
    return redirect("portal:page", uuid=service.uuid, slug="where")


def _place_page(request: SignedInRequest, service: Service, place: PlaceData) -> HttpResponse:
    typed = typed_in(request)
    draft = opened_draft(typed, service)

    def show(asked: Asked[ServiceData], status: int) -> HttpResponse:
        week, dates = asked.rows
        context = {
            "service": service,
            "draft": draft,
            "form": asked.form,
            "rows": week,
            "dates": dates,
            "forms": list(asked) if status != 200 else [],
            "asked_field": f"places.{place.uuid}",
            "pin": pin_setup(str(asked.form["postcode"].value() or "")),
            "typed": typed,
        }
        return render(request, "portal/place.html", context, status=status)

    def done() -> HttpResponse:
        messages.success(request, "Place saved in your draft.")
        return redirect("portal:page", uuid=service.uuid, slug="where")

    questions = place_questions(place, refuge_word=refuge_word(draft.data, service.organisation.name))
    return answer_page(request, OpenPage(service, draft, questions, typed), show=show, done=done)


def _find(data: ServiceData, place: UUID) -> PlaceData:
    for each in data.places:
        if each.uuid == place:
            return each
    raise Http404
