"""The page a mail's link opens: what families see, and one button. Nobody signs in, and opening it changes nothing.

And the council's setting, for its managers.
"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from providers.assurance.errors import LinkClosed, NothingChosen
from providers.assurance.forms import MonthsForm
from providers.assurance.selectors import (
    Asked,
    asked_by,
    checked_services,
    is_school,
    months_between_checks,
    open_services,
)
from providers.assurance.services import change_months, confirm_by_link
from providers.listings.models import Service
from providers.listings.selectors import with_everything
from providers.listings.service_page import service_context
from tenants.accounts.models import User
from tenants.desk.gates import manager_view
from tenants.desk.headings import heading


@require_http_methods(["GET", "HEAD", "POST"])
def still_correct(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm the service of a link, or the ticked ones of a list. 410 once the link can confirm nothing more."""
    problem = ""
    if request.method == "POST":
        try:
            confirm_by_link(token=token, chosen=_chosen(request))
            return redirect("still-correct", token=token)
        except NothingChosen:
            problem = "Tick the services that are all correct."
        except LinkClosed:
            problem = ""
    response = _page(request, asked_by(token), problem)
    patch_cache_control(response, private=True, no_store=True)
    return response


def _page(request: HttpRequest, asked: Asked | None, problem: str) -> HttpResponse:
    services = open_services(asked) if asked else []
    done = checked_services(asked) if asked else []
    if asked is None or not (services or done):
        return render(request, "assurance/closed.html", status=410)
    context = {"asked": asked, "services": services, "done": done, "problem": problem}
    context["problems"] = [("service-1", problem)] if problem else []
    if not services:
        return render(request, "assurance/done.html", context)
    if asked.about is None:
        return render(request, "assurance/list.html", context, status=422 if problem else 200)
    service = with_everything(Service.objects.filter(pk=services[0].pk)).get()
    return render(request, "assurance/one.html", {**context, **service_context(service), "school": is_school(service)})


def _chosen(request: HttpRequest) -> set[UUID]:
    """The ticked services; what isn't an id can't be one of them."""
    chosen = set()
    for value in request.POST.getlist("service"):
        try:
            chosen.add(UUID(value))
        except ValueError:
            continue
    return chosen


@require_http_methods(["GET", "HEAD", "POST"])
@manager_view
def months(request: HttpRequest, manager: User) -> HttpResponse:
    """Read and change the months between two checks; 422 for a number that can't be."""
    form = MonthsForm(request.POST or None, initial={"months": months_between_checks()})
    if request.method == "POST" and form.is_valid():
        change_months(user=manager, months=form.cleaned_data["months"])
        messages.success(request, "Saved. It counts from each listing’s next check.")
        return redirect("assurance:months")
    context = {
        "form": form,
        **heading("Checking listings", "date"),
    }
    return render(request, "assurance/months.html", context, status=422 if form.errors else 200)
