"""`/feedback/`: anybody says what they think, and reads by a receipt number what became of it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.voice.errors import ToldBefore
from cms.voice.forms.public import CommentForm, ReceiptForm, YoungPersonsForm
from cms.voice.kinds import Theme
from cms.voice.models import Comment
from cms.voice.selectors import comment_of, contact_of, shown_page
from cms.voice.services.keeping import erase
from cms.voice.services.telling import tell
from cms.voice.signed_forms import mark
from search.documents import SearchDocument
from search.results.urgent_help import urgent_help
from tenants.accounts.requests import address_of
from tenants.councils.rate_limits import within_limit, within_limit_of_network
from tenants.councils.scope import current_council

HOUR: Final = 3600
FROM_ONE_PLACE: Final = 10
"""An hour: more than anybody writes, fewer than a machine sends."""
TO_ONE_COUNCIL: Final = 200
"""An hour: what a council can read, whoever sends it from wherever."""
LOOKED_UP: Final = 60
"""Receipts an hour from one place."""
TOO_MANY: Final = "We can’t take more comments just now. Your words are still here: try again in an hour, or call us."
TOO_MANY_RECEIPTS: Final = "That is a lot of receipts from one place. Try again in an hour, or call us."
View = Callable[..., HttpResponse]


def for_its_writer(view: View) -> View:
    """Answers are for whoever holds the receipt: nobody keeps or finds them. Their address stays inside the site by the
    policy of all pages; with `no-referrer`, browsers hide their origin and Django refuses the buttons.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """The form: on the whole offer, or with `about` on one service or page. A comment leads to its receipt.

    404 for what isn't shown; a page that was hidden while somebody wrote is 410, with their words. 429 beyond limits.
    """
    about = _asked_about(request)
    young = request.GET.get("for") == "young-person"
    form_class = YoungPersonsForm if young else CommentForm
    form = form_class(request.POST) if request.method == "POST" else form_class(initial=_initial(request))
    if about is None and request.GET.get("about"):
        if form.is_bound:
            return render(request, "voice/gone.html", {"words": form["words"].value()}, status=410)
        raise Http404("No page to comment on.")
    status = 200
    if form.is_bound:
        done, status = _taken(request, form, about)
        if done is not None:
            return done
        form.open_again()
    context = {"form": form, "about": about, "young": young, "to_young": _to_other_words(request, young=not young)}
    return render(request, "voice/form.html", context, status=status)


@csrf_exempt  # it only reads: another method is 405, not a missing token
@require_safe
def something_wrong(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Where the form about one page was before: it leads to the form about that page."""
    return redirect(f"{reverse('feedback')}?about={uuid}&wrong=yes")


@for_its_writer
@require_http_methods(["GET", "HEAD", "POST"])
def find_receipt(request: HttpRequest) -> HttpResponse:
    """Where a receipt number is typed; POST leads to its page. 422 for what is no number."""
    form = ReceiptForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return redirect("receipt", form.cleaned_data["number"])
    return render(request, "voice/find.html", {"form": form}, status=422 if form.errors else 200)


@for_its_writer
@require_safe
def receipt(request: HttpRequest, receipt: str) -> HttpResponse:
    """What became of a comment, and all that is kept of it. 404 for a number that was never given."""
    if not within_limit_of_network("receipts", address_of(request), most=LOOKED_UP, seconds=HOUR):
        return render(request, "voice/too_many.html", {"words": TOO_MANY_RECEIPTS}, status=429)
    comment = comment_of(receipt)
    if comment is None:
        return render(request, "voice/unknown_receipt.html", status=404)
    if receipt != comment.receipt_number:
        return redirect("receipt", comment.receipt_number)
    return render(request, "voice/receipt.html", _receipt_context(comment))


@for_its_writer
@require_POST
def erase_comment(request: HttpRequest, receipt: str) -> HttpResponse:
    """Erase a comment for whoever holds its receipt. Twice is fine; 404 for a number that was never given."""
    comment = comment_of(receipt)
    if comment is None:
        return render(request, "voice/unknown_receipt.html", status=404)
    erase(comment=comment)
    return redirect("receipt", comment.receipt_number)


@for_its_writer
@require_safe
def machine_thanked(request: HttpRequest) -> HttpResponse:
    """What a machine reads that filled in everything; nothing was kept."""
    return render(request, "voice/thanks.html")


def _asked_about(request: HttpRequest) -> SearchDocument | None:
    try:
        return shown_page(UUID(request.GET.get("about", "")))
    except ValueError:
        return None


def _initial(request: HttpRequest) -> dict[str, Any]:
    theme = Theme.FACT if request.GET.get("wrong") == "yes" else None
    return {"opened": mark(), "theme": theme}


def _to_other_words(request: HttpRequest, *, young: bool) -> str:
    """The address of the same form in the other words."""
    query = request.GET.copy()
    query.pop("for", None)
    if young:
        query["for"] = "young-person"
    return f"{reverse('feedback')}?{query.urlencode()}" if query else reverse("feedback")


def _taken(request: HttpRequest, form: CommentForm, about: SearchDocument | None) -> tuple[HttpResponse | None, int]:
    """Where a comment that was taken leads; else None and the status of the page that says why not."""
    if request.POST.get("website"):
        return redirect("feedback-thanks"), 302
    if not form.is_valid():
        return None, 422
    network = address_of(request)
    within = within_limit_of_network("feedback", network, most=FROM_ONE_PLACE, seconds=HOUR) and within_limit(
        "feedback-of-all", "", most=TO_ONE_COUNCIL, seconds=HOUR
    )
    if not within:
        form.add_error(None, TOO_MANY)
        return None, 429
    try:
        comment = tell(said=form.said(), about=about, opening=form.opening)
    except ToldBefore as refused:
        form.add_error("words", refused.message)
        return None, 422
    return redirect("receipt", comment.receipt_number), 302


def _receipt_context(comment: Comment) -> dict[str, Any]:
    return {
        "comment": comment,
        "contact": contact_of(comment),
        "danger": urgent_help(comment.words, current_council()),
    }
