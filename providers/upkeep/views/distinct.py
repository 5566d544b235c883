"""Pairs that somebody said aren't the same, and taking that back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from providers.upkeep.duplicates import forget_doubles
from providers.upkeep.models import Kind, NotDouble
from providers.upkeep.services.duplicates import MODELS, ask_again
from providers.upkeep.views.frame import back_to, kind_shown, show
from tenants.accounts.models import User
from tenants.desk.gates import officer_view
from tenants.desk.pages import page_of


@require_safe
@officer_view
def distinct(request: HttpRequest, officer: User) -> HttpResponse:
    """Services, or with `show=organisations` organisations, that were said not to be the same, the latest first."""
    kind = kind_shown(request)
    decisions = NotDouble.objects.filter(kind=kind).select_related("decided_by").order_by("-decided_at", "-pk")
    paging = page_of(request, decisions, "pair")
    uuids = {uuid for row in paging["page_obj"] for uuid in (row.first, row.second)}
    names = dict(MODELS[kind].objects.filter(uuid__in=uuids).values_list("uuid", "name"))
    rows = [
        (row, [names.get(uuid, "A listing that is gone") for uuid in (row.first, row.second)])
        for row in paging["page_obj"]
    ]
    return show(request, "upkeep/distinct.html", "Not the same", {"kind": kind.value, "rows": rows, **paging})


@require_POST
@officer_view
def again(request: HttpRequest, officer: User, decision_id: int) -> HttpResponse:
    """Take one back: the two are compared again."""
    decision = get_object_or_404(NotDouble, pk=decision_id)
    ask_again(user=officer, decision=decision)
    forget_doubles()
    messages.success(request, "Taken back. If the two still look alike, they are among the duplicates again.")
    return back_to("upkeep:distinct", Kind(decision.kind))
