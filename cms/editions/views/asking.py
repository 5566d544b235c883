"""`/copies/`: a copy by post, for people without internet and for those who ask for them."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cms.editions.forms import CopyForm
from cms.editions.services.copies import ask_for_copy
from search.taxonomy.selectors import terms_read_once
from tenants.accounts.requests import address_of
from tenants.councils.rate_limits import within_limit, within_limit_of_network

HOUR: Final = 3600
FROM_ONE_PLACE: Final = 20
"""An hour: a library asks for several, a machine for more."""
TO_ONE_COUNCIL: Final = 200
"""An hour: what a council can read, whoever asks from wherever."""
TOO_MANY: Final = "We can’t take more of these just now. Your words are still here: try again in an hour, or call us."


@require_http_methods(["GET", "HEAD", "POST"])
@terms_read_once()
def copy_page(request: HttpRequest) -> HttpResponse:
    """The form, then the page that says what happens next."""
    form = CopyForm(request.POST if request.method == "POST" else None, initial={"format": "print"})
    if form.is_valid() and _taken(request, form):
        return redirect("copy-told")
    return render(request, "editions/copies/form.html", {"form": form}, status=_status(form))


@csrf_exempt  # it only reads: another method is 405, not a missing token
@require_safe
def told_page(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return render(request, "editions/copies/told.html")


def _taken(request: HttpRequest, form: CopyForm) -> bool:
    """Whether it is noted, or was a machine's; else the form says why not."""
    if form.cleaned_data["website"]:
        return True
    within = within_limit_of_network("copies", address_of(request), most=FROM_ONE_PLACE, seconds=HOUR)
    if not within or not within_limit("copies-of-all", "", most=TO_ONE_COUNCIL, seconds=HOUR):
        form.add_error(None, TOO_MANY)
        return False
    ask_for_copy(wanted=form.wanted())
    return True


def _status(form: CopyForm) -> int:
    if not form.errors:
        return 200
    return 429 if TOO_MANY in form.non_field_errors() else 422
