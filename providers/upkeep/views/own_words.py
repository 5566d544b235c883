"""What listings say of themselves: every need, topic and age that some speak of, and the listings of each."""

from typing import Final

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from providers.listings.models import Service
from providers.upkeep.care_lists import forget_numbers
from providers.upkeep.models import OwnWordsAnswer
from providers.upkeep.own_words import GROUPS, SpokenTerm, answered, examples, speaking, spoken_term, spoken_terms
from providers.upkeep.services.own_words import file_by_own_words, refuse_own_words, take_back_answers
from providers.upkeep.services.several import MOST
from providers.upkeep.views.frame import say_outcomes, show, ticked
from search.taxonomy.selectors import terms_read_once
from tenants.accounts.models import User
from tenants.desk.gates import officer_view
from tenants.desk.pages import page_of

_SHOWN: Final = {"": "Waiting", **dict(OwnWordsAnswer.Answer.choices)}


@require_safe
@officer_view
@terms_read_once()
def terms(request: HttpRequest, officer: User) -> HttpResponse:
    """All that listings speak of."""
    found = spoken_terms()
    names = examples(found)
    groups = [
        (title, [(term, names[term.code]) for term in found if term.group == group]) for group, title in GROUPS.items()
    ]
    context = {"groups": groups, "number": len({uuid for term in found for uuid in term.words})}
    return show(request, "upkeep/own_words.html", "Own words", context, here="own-words")


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
@terms_read_once()
def one_term(request: HttpRequest, officer: User, code: str) -> HttpResponse:
    """The listings that speak of one term; a POST files them, says that they aren't about it, or takes that back.

    404 for what nothing can be filed under.
    """
    try:
        term = spoken_term(code)
    except KeyError as unknown:
        raise Http404 from unknown
    if request.method == "POST":
        return _answer(request, officer, term)
    shown = request.GET.get("show", "")
    shown = shown if shown in _SHOWN else ""
    paging = page_of(request, _services(term, shown), "listing")
    context = {
        "term": term,
        "shown": shown,
        "shows": _SHOWN.items(),
        "entries": speaking(term, paging["page_obj"]),
        "most": MOST,
        **paging,
    }
    return show(request, "upkeep/own_words_of.html", f"Own words: {term.label}", context)


def _services(term: SpokenTerm, shown: str) -> "QuerySet[Service]":
    if shown:
        return answered(term.code, shown)
    waiting = Service.objects.filter(uuid__in=list(term.words))
    return waiting.select_related("organisation").order_by("name", "pk")


def _answer(request: HttpRequest, officer: User, term: SpokenTerm) -> HttpResponse:
    shown, act = request.POST.get("show", ""), request.POST.get("act", "")
    services = _chosen(request, _services(term, shown if shown in _SHOWN else ""))
    if not services:
        messages.error(request, "Tick the listings first.")
    elif act == "file":
        outcomes = file_by_own_words(user=officer, services=services, code=term.code)
        say_outcomes(request, f"Filed under {term.label}", outcomes)
    elif act == "refuse":
        refuse_own_words(user=officer, services=services, code=term.code)
        messages.success(request, f"Noted as not about {term.label}: {len(services)}.")
    elif act == "take-back":
        outcomes = take_back_answers(user=officer, services=services, code=term.code)
        say_outcomes(request, "Taken back", outcomes)
    forget_numbers()
    return redirect("upkeep:own-words-of", code=term.code)


def _chosen(request: HttpRequest, services: "QuerySet[Service]") -> list[Service]:
    """Those of the listings that were ticked, or with `all` the first of them."""
    if "all" in request.POST:
        return list(services[:MOST])
    return list(services.filter(uuid__in=ticked(request.POST)))
