"""Probable duplicates: the list, both side by side, and making one of them."""

from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from providers.listings.errors import ListingError
from providers.review.publication import Need
from providers.upkeep.care_lists import forget_numbers
from providers.upkeep.differences import TAKEABLE, differences
from providers.upkeep.duplicates import doubles_of, forget_doubles, known_doubles
from providers.upkeep.models import Kind
from providers.upkeep.services.duplicates import MODELS, say_not_double
from providers.upkeep.services.merge_organisations import merge_organisations
from providers.upkeep.services.merge_services import merge_services
from providers.upkeep.views.frame import back_to, kind_shown, show
from tenants.accounts.models import User
from tenants.desk.gates import officer_view
from tenants.desk.pages import page_of


@dataclass(frozen=True, slots=True)
class Two:
    """What a request compares: the one that would be kept, and the one that would go."""

    kind: Kind
    kept: Any
    gone: Any

    @classmethod
    def asked(cls, given: QueryDict) -> Self | None:
        """The two that a request names; None unless both are there."""
        kind = Kind.ORGANISATION if given.get("kind") == Kind.ORGANISATION else Kind.SERVICE
        rows: dict[str, Any] = {}
        for side in ("one", "other"):
            try:
                rows[side] = MODELS[kind].objects.filter(uuid=UUID(given.get(side, ""))).first()
            except ValueError:
                return None
        if rows["one"] is None or rows["other"] is None or rows["one"].pk == rows["other"].pk:
            return None
        return cls(kind, rows["one"], rows["other"])

    @property
    def swapped(self) -> str:
        """The address of the page that keeps the other one."""
        values = {"kind": self.kind.value, "one": self.gone.uuid, "other": self.kept.uuid}
        return f"{reverse('upkeep:compare')}?{urlencode(values)}"


@require_safe
@officer_view
def duplicates(request: HttpRequest, officer: User) -> HttpResponse:
    """Pairs of services, or with `show=organisations` of organisations, the likeliest first."""
    kind = kind_shown(request)
    scored = known_doubles(kind)
    paging = page_of(request, scored, "pair")
    context = {"kind": kind.value, "pairs": doubles_of(kind, list(paging["page_obj"])), **paging}
    return show(request, "upkeep/duplicates.html", "Duplicates", context, here="duplicates", number=len(scored))


@require_POST
@officer_view
def not_double(request: HttpRequest, officer: User) -> HttpResponse:
    """Note that two listings aren't the same."""
    two = Two.asked(request.POST)
    if two is None:
        return _nothing(request)
    say_not_double(user=officer, kind=two.kind, one=two.kept.uuid, other=two.gone.uuid)
    forget_doubles()
    messages.success(request, f"Noted: “{two.kept.name}” and “{two.gone.name}” are not the same.")
    return back_to("upkeep:duplicates", two.kind)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def compare(request: HttpRequest, officer: User) -> HttpResponse:
    """Both side by side; POST shows what merging them does, and with `confirmed` merges them. 409 when it can't be."""
    two = Two.asked(request.POST if request.method == "POST" else request.GET)
    if two is None:
        return _nothing(request)
    found = differences(two.kept, two.gone)
    if request.method != "POST":
        return _compared(request, two, found)
    take = [each.name for each in found if request.POST.get(f"field-{each.name}") == "gone" and each.name in TAKEABLE]
    if "confirmed" not in request.POST:
        taken = [each for each in found if each.name in take]
        return show(request, "upkeep/merge.html", "Make one of them", {"two": two, "taken": taken})
    try:
        need = _merge(officer, two, take)
    except (ListingError, ValidationError) as refusal:
        said = refusal.message if isinstance(refusal, ListingError) else " ".join(refusal.messages)
        return _compared(request, two, found, refusal=said, status=409)
    forget_numbers()
    forget_doubles()
    messages.success(request, f"“{two.gone.name}” went into “{two.kept.name}”. Their people get a mail.")
    if need is not Need.NOTHING:
        messages.info(request, f"The answers taken over are sent to the review. {need.value}")
    return back_to("upkeep:duplicates", two.kind)


def _merge(officer: User, two: Two, take: list[str]) -> Need:
    if two.kind == Kind.SERVICE:
        return merge_services(user=officer, kept=two.kept, gone=two.gone, take=take)
    merge_organisations(user=officer, kept=two.kept, gone=two.gone)
    return Need.NOTHING


def _compared(
    request: HttpRequest, two: Two, found: list[Any], *, refusal: str = "", status: int = 200
) -> HttpResponse:
    context = {"two": two, "differences": found, "services": two.kind == Kind.SERVICE, "refusal": refusal}
    return show(request, "upkeep/compare.html", "Are these the same?", context, status=status)


def _nothing(request: HttpRequest) -> HttpResponse:
    messages.error(request, "One of the two is not there any more.")
    return redirect("upkeep:duplicates")
