"""`/what-we-cover/`: what families can read of it, where the council wants that."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.duties.for_families import covered_by_area
from cms.duties.selectors import is_public


@require_safe
def what_we_cover(request: HttpRequest) -> HttpResponse:
    """What is covered, by area, with the way to it; 404 while the council keeps it to itself."""
    if not is_public():
        raise Http404("This council doesn’t show what it covers.")
    return render(request, "duties/what_we_cover.html", {"areas": covered_by_area()})
