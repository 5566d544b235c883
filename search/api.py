"""`/api/search` as `infra/docs/contracts.md` describes it, and the suggestions."""

from datetime import date
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from search.documents import Hit
from search.findings import Findings
from search.http.rate_limits import limited
from search.parameters import BadParameters, read_parameters
from search.results.urgent_help import UrgentHelp, urgent_help
from search.selectors import find
from search.suggestions import suggest
from search.taxonomy.selectors import terms_read_once
from tenants.councils.scope import current_council


@csrf_exempt  # it only reads: another method is 405, not a missing token
@require_safe
@transaction.non_atomic_requests
@limited("search")
@terms_read_once()
def search_api(request: HttpRequest) -> HttpResponse:
    """A search as JSON; 400 with `errors` by field when it can't be read."""
    try:
        parameters = read_parameters(request.GET)
        findings = find(parameters=parameters)
    except BadParameters as problem:
        return JsonResponse({"errors": problem.errors}, status=400, headers={"X-Search-Engine": "none"})
    answer = _findings(findings)
    if danger := urgent_help(parameters.q, current_council()):
        answer["urgent_help"] = _urgent(danger)
    response = JsonResponse(answer)
    response["X-Search-Engine"] = findings.engine
    return response


@csrf_exempt  # it only reads: another method is 405, not a missing token
@require_safe
@transaction.non_atomic_requests
@limited("suggest")
@terms_read_once()
def suggest_api(request: HttpRequest) -> HttpResponse:
    """Suggestions for what has been typed so far."""
    response = JsonResponse({"suggestions": suggest(request.GET.get("q", ""))})
    patch_cache_control(response, private=True, max_age=60)
    return response


def _findings(findings: Findings) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "total": findings.total,
        "page": findings.page,
        "pages": findings.pages,
        "engine": findings.engine,
        "understood": [{"kind": chip.kind, "value": chip.value, "label": chip.label} for chip in findings.understood],
        "facets": {
            facet.name: [
                {"value": choice.value, "label": choice.label, "count": choice.count} for choice in facet.choices
            ]
            for facet in findings.facets
        },
        "results": [_result(hit) for hit in findings.hits],
    }
    if notices := list(filter(None, (*findings.notices, findings.start, findings.order))):
        answer["notices"] = notices
    if findings.relaxations:
        address = reverse("api-search")
        answer["relaxations"] = [
            {"label": wider.label, "count": wider.count, "url": f"{address}?{wider.query}"}
            for wider in findings.relaxations
        ]
    if findings.errors:
        answer["errors"] = findings.errors
    return answer


def _urgent(danger: UrgentHelp) -> list[dict[str, str]]:
    return [{"text": way.text, "url": way.address} for way in (*danger.call, *danger.silent)]


def _result(hit: Hit) -> dict[str, Any]:
    document = hit.document
    return {
        "id": document.uuid,
        "name": document.name,
        "organisation": document.organisation,
        "summary": document.summary,
        "url": document.url,
        "sector": list(document.sectors),
        "tier": document.tier,
        "needs": list(document.needs),
        "age_min": document.age_min,
        "age_max": document.age_max,
        "distance_miles": None if hit.distance_miles is None else round(hit.distance_miles, 2),
        "reach": document.reach,
        "delivery": list(document.delivery),
        "out_of_area": document.out_of_area,
        "written_by": document.written_by,
        "brought_in_from": document.brought_in_from,
        "approved_by": document.approved_by,
        "approved": _day(document.approved),
        "checked": _day(document.last_assured),
        "changed": _day(document.updated),
        "why": list(hit.why),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
