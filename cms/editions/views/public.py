"""`/print/`: a search or a list on paper, made while one waits."""

from dataclasses import replace
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from cms.editions.formats import DEFAULT, Format
from cms.editions.selectors import book_of_list, part_of_search
from cms.editions.views.answers import answer_with, format_of
from search.http.rate_limits import limited
from search.parameters import BadParameters, read_parameters
from search.saved import BadSaved, read_saved
from search.shortlist.selectors import shared_shortlist, shortlist_of
from search.taxonomy.selectors import terms_read_once


@csrf_exempt  # it only reads: another method is 405, not a missing token
@require_safe
@transaction.non_atomic_requests  # each statement stands alone: nothing is there to roll back
@limited("print")
@terms_read_once()
def search_on_paper(request: HttpRequest) -> HttpResponse:
    """A search's results, or a section, in parts; 400 with what to put right."""
    try:
        chosen = format_of(request)
        parameters = replace(read_parameters(request.GET), ids=(), view="list")
        part = part_of_search(parameters)
    except BadParameters as problem:
        return render(request, "search/bad_parameters.html", {"errors": problem.errors}, status=400)
    query = parameters.query_string()
    address = f"{reverse('search')}?{query}" if query else reverse("search")
    more = {
        "part": part.part,
        "parts": part.parts,
        "notices": part.notices,
        "ways": _ways(reverse("print-search"), query, part.part),
        "earlier": _address(reverse("print-search"), query, part.part - 1, chosen) if part.part > 1 else "",
        "later": _address(reverse("print-search"), query, part.part + 1, chosen) if part.part < part.parts else "",
        "back": (address, "Back to the search"),
    }
    return answer_with(request, part.book, chosen, more)


@csrf_exempt
@require_safe
@limited("print")
@terms_read_once()
def list_on_paper(request: HttpRequest) -> HttpResponse:
    """A family's list (`ids`) or one that was shared (`list`); 400 for an address that isn't whole."""
    try:
        chosen = format_of(request)
        given = request.GET
        shortlist = (
            shared_shortlist(given["list"]) if "list" in given else shortlist_of(read_saved(given.getlist("ids")))
        )
    except BadSaved as problem:
        return render(request, "search/shortlist/bad.html", {"message": str(problem)}, status=400)
    except BadParameters as problem:
        return render(request, "search/bad_parameters.html", {"errors": problem.errors}, status=400)
    book = book_of_list(shortlist)
    more = {"ways": _ways(reverse("print-list"), shortlist.query), "back": (shortlist.path, "Back to the list")}
    return answer_with(request, book, chosen, {"part": 1, "parts": 1, **more})


def _ways(path: str, query: str, part: int = 1) -> list[tuple[str, str]]:
    """Each format with its address."""
    return [(each.label, _address(path, query, part, each)) for each in Format]


def _address(path: str, query: str, part: int, chosen: Format) -> str:
    extra = [("page", str(part))] if part > 1 else []
    extra += [("format", chosen.value)] if chosen is not DEFAULT else []
    whole = "&".join(filter(None, [query, urlencode(extra)]))
    return f"{path}?{whole}" if whole else path
