"""`/something-wrong/<uuid>/`: the form on which anybody tells the council what is wrong with a page."""

from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from search.documents import SearchDocument
from search.page_problems.forms import ProblemForm
from search.page_problems.selectors import shown_page
from search.page_problems.services import tell_problem
from tenants.accounts.requests import address_of
from tenants.councils.rate_limits import within_limit, within_limit_of_network
from tenants.councils.scope import current_council

HOUR: Final = 3600
FROM_ONE_PLACE: Final = 10
"""An hour: more than anybody finds wrong, fewer than a machine sends."""
TO_ONE_COUNCIL: Final = 100
"""An hour: what a council can read, whoever sends it from wherever."""
TOO_MANY: Final = "We can’t take more of these just now. Your words are still here: try again in an hour, or call us."


@require_http_methods(["GET", "HEAD", "POST"])
def problem_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The form, then the page that says what happens next. 404 where there is no such page or no address to mail.

    A page that was hidden while somebody wrote is 410, with their words.
    """
    form = ProblemForm(request.POST if request.method == "POST" else None)
    page = shown_page(uuid)
    if page is None and form.is_bound:
        return render(request, "search/page_problems/gone.html", {"words": form["words"].value()}, status=410)
    if page is None or not current_council().email:
        raise Http404("No page to tell about, or nobody to tell.")
    if form.is_valid() and _taken(request, form, page):
        return redirect("page-problem-told")
    context = {"form": form, "page": page}
    return render(request, "search/page_problems/form.html", context, status=_status(form))


@csrf_exempt  # it only reads: another method is 405, not a missing token
@require_safe
def told_page(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return render(request, "search/page_problems/told.html")


def _taken(request: HttpRequest, form: ProblemForm, page: SearchDocument) -> bool:
    """Whether the words are on their way, or were a machine's; else the form says why not."""
    given = form.cleaned_data
    if given["website"]:
        return True
    within = within_limit_of_network(
        "page-problems", address_of(request), most=FROM_ONE_PLACE, seconds=HOUR
    ) and within_limit("page-problems-of-all", "", most=TO_ONE_COUNCIL, seconds=HOUR)
    if not within:
        form.add_error(None, TOO_MANY)
        return False
    tell_problem(page=page, words=given["words"], reply_to=given["reply_to"])
    return True


def _status(form: ProblemForm) -> int:
    if not form.errors:
        return 200
    return 429 if TOO_MANY in form.non_field_errors() else 422
