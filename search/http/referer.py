"""Which page of ours led a visitor here, as their browser says: no address carries it, so none that is shared tells."""

from typing import Final
from urllib.parse import urlsplit

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from tenants.accounts.requests import page_before

LONGEST: Final = 2000
"""Characters of a query string that are carried on."""


def results_before(request: HttpRequest) -> str:
    """The results that led to this page, with their words, filters and page; empty when something else did."""
    before, search = page_before(request), reverse("search")
    if before is None or before.path != search or len(before.query) > LONGEST:
        return ""
    query = QueryDict(before.query).urlencode()
    return f"{search}?{query}" if query else search


def postcode_before(request: HttpRequest) -> str:
    """The postcode that those results were near, as it was typed; empty when they were near none."""
    return QueryDict(urlsplit(results_before(request)).query).get("postcode", "")
