"""Something done to one listing or several of a list, once the officer has seen them again and said so."""

from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from providers.listings.models import Organisation, Service
from providers.listings.selectors import with_everything
from providers.upkeep.care_lists import care_list, forget_numbers
from providers.upkeep.forms import ListFilters, MessageForm, SuspendForm
from providers.upkeep.services.messages import addressees_of, write_to_organisations
from providers.upkeep.services.several import MOST, archive_services, confirm_by_phone, suspend_services
from providers.upkeep.views.frame import say_outcomes, say_sent, show, ticked
from providers.upkeep.views.terms import change_chosen
from tenants.accounts.models import User
from tenants.desk.gates import officer_view


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What can be done to listings, and the words of the page that asks."""

    label: str
    title: str = ""
    words: str = ""
    button: str = ""
    form: type[forms.Form] | None = None
    serious: bool = False


ACTS: Final = {
    "write": Act(
        label="Write to their people",
        title="Write to their people",
        words="Everybody who can change the listings of an organisation gets one mail. Answers come to the council.",
        button="Send it",
        form=MessageForm,
    ),
    "phone": Act(
        label="Note as checked by phone",
        title="Checked by phone?",
        words="Say this only when somebody who knows the service told you today that everything in it is right.",
        button="Yes, all of it is right today",
    ),
    "terms": Act(label="Change needs and topics"),
    "archive": Act(
        label="Put away for good",
        title="Put away for good?",
        words="Families can't find them any more. Each can be taken out again on its own page.",
        button="Put away what is ticked",
        serious=True,
    ),
    "suspend": Act(
        label="Suspend now",
        title="Suspend now?",
        words="Families can't see them from this moment, until an officer lifts the suspension.",
        button="Suspend what is ticked",
        form=SuspendForm,
        serious=True,
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def several(request: HttpRequest, officer: User) -> HttpResponse:
    """Ask about what was ticked, or what a row's link names; a POST with `confirmed` does it.

    422 when words are missing. Nothing chosen leads back to the list.
    """
    given = request.POST if request.method == "POST" else request.GET
    code, which = given.get("act", ""), _known_list(given.get("list", ""))
    back = reverse(f"upkeep:{which}")
    services = _chosen(given, which)
    if code not in ACTS or not services:
        messages.error(request, "Tick the listings first.")
        return redirect(back)
    act = ACTS[code]
    if code == "terms":
        whole = with_everything(Service.objects.filter(pk__in=[service.pk for service in services]))
        return change_chosen(request, officer, list(whole.order_by("name", "pk")), which)
    confirmed = request.method == "POST" and "confirmed" in request.POST
    form = act.form(request.POST if confirmed else None) if act.form else None
    if confirmed and (form is None or form.is_valid()):
        _do(request, officer, code, services, form.cleaned_data if form else {})
        forget_numbers()
        return redirect(back)
    to = addressees_of(_organisations(services)) if code == "write" else ()
    context = {"ask": act, "act": code, "services": services, "form": form, "to": to, "list": which, "back": back}
    return show(request, "upkeep/several.html", act.title, context, status=422 if form and form.errors else 200)


def _known_list(which: str) -> str:
    try:
        return care_list(which).key
    except KeyError:
        return "all"


def _chosen(given: QueryDict, which: str) -> list[Service]:
    """The ticked ones in the list's order, or with `all` those that the list's query finds; `MOST` at the most."""
    services = Service.objects.select_related("organisation", "state")
    if "all" in given:
        filters = ListFilters(QueryDict(given.get("query", "")), which=which)
        keys = care_list(which).find(filters.cleaned_data if filters.is_valid() else {})[:MOST]
        rows = services.in_bulk(keys)
        return [rows[key] for key in keys if key in rows]
    return list(services.filter(uuid__in=ticked(given)).order_by("name", "pk"))


def _organisations(services: list[Service]) -> list[Organisation]:
    return list({service.organisation_id: service.organisation for service in services}.values())


def _do(request: HttpRequest, officer: User, code: str, services: list[Service], values: dict[str, Any]) -> None:
    if code == "write":
        about: dict[int, list[str]] = {}
        for service in services:
            about.setdefault(service.organisation_id, []).append(service.name)
        organisations = _organisations(services)
        reached = write_to_organisations(user=officer, organisations=organisations, about=about, **values)
        say_sent(request, len(reached), len(organisations))
    elif code == "phone":
        say_outcomes(request, "Noted as checked today", confirm_by_phone(user=officer, services=services))
    elif code == "archive":
        say_outcomes(request, "Put away", archive_services(user=officer, services=services))
    else:
        say_outcomes(request, "Suspended", suspend_services(user=officer, services=services, **values))
