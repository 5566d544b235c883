"""`/search/`: families' search as a page."""

from dataclasses import replace

from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from search.analytics.services import count_search
from search.http.rate_limits import limited
from search.parameters import BadParameters, Parameters, read_parameters
from search.places.selectors import attribution
from search.results.urgent_help import urgent_help
from search.selectors import find
from search.taxonomy.selectors import terms_read_once
from tenants.councils.scope import current_council


@csrf_exempt  # it only reads: another method is 405, not a missing token
@require_safe
@transaction.non_atomic_requests  # each statement stands alone: nothing is there to roll back
@limited("search")
@terms_read_once()
def search_page(request: HttpRequest) -> HttpResponse:
    """Results, or a page that says what to put right (400)."""
    try:
        parameters, problems = _read(request.GET)
        findings = find(parameters=parameters, with_advice=True)
    except BadParameters as problem:
        return render(request, "search/bad_parameters.html", {"errors": problem.errors}, status=400)
    findings = replace(findings, errors={**findings.errors, **problems})
    context = {"findings": findings, "parameters": parameters, "attribution": attribution()}
    context["danger"] = urgent_help(parameters.q, current_council())
    response = render(request, "search/results.html", context)
    response["X-Search-Engine"] = findings.engine
    count_search(request=request, parameters=parameters, findings=findings)
    return response


def _read(data: QueryDict) -> tuple[Parameters, dict[str, str]]:
    """The parameters, and what the page says of an age that can't be read: all else is searched as it was asked.

    Raises BadParameters for anything else.
    """
    try:
        return read_parameters(data), {}
    except BadParameters as problem:
        if problem.errors.keys() != {"age"}:
            raise
        rest = data.copy()
        del rest["age"]
        return read_parameters(rest), problem.errors
