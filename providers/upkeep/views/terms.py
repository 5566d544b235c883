"""Needs and topics of ticked listings: choose, look at what would change, do it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages

from providers.listings.models import Service
from providers.upkeep.care_lists import forget_numbers
from providers.upkeep.forms import TermsForm
from providers.upkeep.services.terms import file_services, plan_filing
from providers.upkeep.views.frame import say_outcomes, show
from search.taxonomy.selectors import term_labels
from tenants.accounts.models import User

TITLE = "Change needs and topics"


def change_chosen(request: HttpRequest, officer: User, services: list[Service], which: str) -> HttpResponse:
    """The three steps by what is sent: `preview` shows what would change, `confirmed` changes it. 422 for nothing to
    change."""
    asked = request.method == "POST" and ("preview" in request.POST or "confirmed" in request.POST)
    form = TermsForm(request.POST if asked else None, services)
    context = {"services": services, "list": which, "back": reverse(f"upkeep:{which}"), "form": form}
    if not asked or not form.is_valid() or not form.filing:
        problem = "Tick at least one need or topic." if asked else ""
        given = {**context, "problem": problem}
        return show(request, "upkeep/terms.html", TITLE, given, status=422 if asked else 200)
    if "confirmed" in request.POST:
        say_outcomes(request, "Changed", file_services(user=officer, services=services, filing=form.filing))
        forget_numbers()
        return redirect(f"upkeep:{which}")
    plans = plan_filing(services, form.filing)
    labels = {**term_labels("topic"), **term_labels("need")}
    ready = [
        (plan.service, [labels.get(code, code) for code in plan.gains], [labels.get(code, code) for code in plan.loses])
        for plan in plans
        if not plan.refused
    ]
    if not ready:
        messages.info(request, "None of these listings would change.")
    given = {**context, "ready": ready, "left": [plan for plan in plans if plan.refused]}
    return show(request, "upkeep/terms_preview.html", TITLE, given)
