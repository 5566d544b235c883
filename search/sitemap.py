"""`/sitemap.xml`: the addresses that families can find by searching, for search engines.

Services that keep a place to themselves are left out: who looks for one comes by searching here.
"""

from typing import Final

from django.db.models import F
from django.db.models.fields.json import KT
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from search.http.rate_limits import limited
from search.index.models import SearchRow
from tenants.councils.links import absolute_url

MOST: Final = 49_999
"""With the home page, as many as one sitemap may have (sitemaps.org); those changed last come first."""
KEPT_SECONDS: Final = 3_600


@csrf_exempt  # it only reads: another method is 405, not a missing token
@require_safe
@limited("sitemap")
def sitemap(request: HttpRequest) -> HttpResponse:
    """The home page, listings and pages of the request's council, on its first host; one query."""
    listed = SearchRow.objects.filter(deleted=False).exclude(body__contains={"place_withheld": True})
    rows = listed.order_by(F("updated").desc(nulls_last=True), "pk")
    found = rows.values_list(KT("body__url"), "updated")[:MOST]
    response = render(
        request, "search/sitemap.xml", {"root": absolute_url(""), "found": found}, content_type="application/xml"
    )
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response
