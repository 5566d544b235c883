"""The places of a service: each a page with its address, accessibility and opening hours."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from providers.listings.data import PlaceData, ServiceData
from providers.listings.models import Service
from providers.portal.access import service_view
from providers.portal.drafts import Draft, latest_draft, save_or_explain
from providers.portal.forms.place import PlaceForm
from providers.portal.forms.rows import ADD, DateRowForm, HoursRowForm, Rows, rows_of
from providers.portal.selectors import pin_setup
from tenants.accounts.requests import SignedInRequest

BLANK_HOURS = 5
DATES = "dates"
PlaceChange = Callable[[PlaceData], ServiceData]


@service_view
def new(request: SignedInRequest, service: Service) -> HttpResponse:
    """Add a place."""
    draft = latest_draft(service)
    return _place_page(
        request, service, draft, PlaceData(), lambda place: _with(draft.data, [*draft.data.places, place])
    )


@service_view
def edit(request: SignedInRequest, service: Service, place: UUID) -> HttpResponse:
    """Change a place; it keeps its uuid."""
    draft = latest_draft(service)
    current = _find(draft.data, place)

    def changed(answer: PlaceData) -> ServiceData:
        return _with(draft.data, [answer if each.uuid == place else each for each in draft.data.places])

    return _place_page(request, service, draft, current, changed)


@service_view
def remove(request: SignedInRequest, service: Service, place: UUID) -> HttpResponse:
    """Ask, then take the place out of the draft."""
    draft = latest_draft(service)
    current = _find(draft.data, place)
    if request.method != "POST":
        return render(request, "portal/remove_place.html", {"service": service, "place": current, "draft": draft})
    kept = _with(draft.data, [each for each in draft.data.places if each.uuid != place])
    form = forms.Form(request.POST)
    if refused := save_or_explain(request, listing=service, data=kept, form=form):
        return refused
    if not form.is_valid():
        context = {"listing": service, "problem": " ".join(map(str, form.non_field_errors()))}
        return render(request, "portal/not_now.html", context, status=422)
    messages.success(request, "Place removed from your draft.")
    return redirect("portal:page", uuid=service.uuid, slug="where")


def _place_page(
    request: SignedInRequest, service: Service, draft: Draft, place: PlaceData, change: PlaceChange
) -> HttpResponse:
    if request.method != "POST":
        return _render(request, service, draft, PlaceForm.showing(place), _shown_rows(place))
    form, rows = PlaceForm(request.POST), _posted_rows(request)
    if ADD in request.POST:
        return _render(request, service, draft, form, rows)
    if not all([form.is_valid(), *(each.is_valid() for each in rows)]):
        return _render(request, service, draft, form, rows, status=422)
    answer = form.applied_to(place, tuple(row for each in rows for row in each.values()))
    if refused := save_or_explain(request, listing=service, data=change(answer), form=form):
        return refused
    if not form.is_valid():
        return _render(request, service, draft, form, rows, status=422)
    messages.success(request, "Place saved in your draft.")
    return redirect("portal:page", uuid=service.uuid, slug="where")


def _shown_rows(place: PlaceData) -> tuple[Rows, Rows]:
    """The week's rows and those of single dates."""
    week = [row for row in place.schedules if not row.on_date]
    dates = [row for row in place.schedules if row.on_date]
    return (
        rows_of(HoursRowForm, initial=week, blank=1 if week else BLANK_HOURS),
        rows_of(DateRowForm, initial=dates, prefix=DATES),
    )


def _posted_rows(request: SignedInRequest) -> tuple[Rows, Rows]:
    return rows_of(HoursRowForm, data=request.POST), rows_of(DateRowForm, data=request.POST, prefix=DATES)


def _find(data: ServiceData, place: UUID) -> PlaceData:
    for each in data.places:
        if each.uuid == place:
            return each
    raise Http404


def _with(data: ServiceData, places: list[PlaceData]) -> ServiceData:
    return replace(data, places=tuple(places))


def _render(
    request: SignedInRequest,
    service: Service,
    draft: Draft,
    form: PlaceForm,
    rows: tuple[Rows, Rows],
    status: int = 200,
) -> HttpResponse:
    week, dates = rows
    context = {
        "service": service,
        "draft": draft,
        "form": form,
        "rows": week,
        "dates": dates,
        "forms": [form, *week, *dates] if status == 422 else [],
        "pin": pin_setup(str(form["postcode"].value() or "")),
    }
    return render(request, "portal/place.html", context, status=status)
