"""A book as the answer to a request, in the format that was asked for."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from cms.editions.book import Book
from cms.editions.errors import NotMade
from cms.editions.formats import DEFAULT, Format
from cms.editions.plain_text import book_as_text
from cms.editions.typeset.printing import WHILE_WAITING, print_pdf
from cms.editions.words import NEED_TITLE, PLACE_TITLE, REMINDER, scope_words
from search.parameters import BadParameters
from tenants.accounts.requests import address_of
from tenants.confined.errors import Busy
from tenants.confined.turns import turn
from tenants.councils.rate_limits import within_limit_of_network
from tenants.files.downloads import kept_apart

MINUTE: Final = 60
PDFS_A_MINUTE: Final = 10
"""From one place: a helpline makes a few, a machine that makes more is stopped."""
TOO_OFTEN: Final = "That is a lot of PDFs from one place. Wait a minute, then try again, or use the page or plain text."
BUSY: Final = "Others are making PDFs just now. Try again in a minute, or use the page or plain text."


def format_of(request: HttpRequest) -> Format:
    """The `format` that was asked for; raises BadParameters for one that isn't there."""
    given = request.GET.get("format", "").strip() or DEFAULT.value
    try:
        return Format(given)
    except ValueError:
        raise BadParameters({"format": f"Choose from: {', '.join(Format)}."}) from None


def answer_with(request: HttpRequest, book: Book, chosen: Format, more: dict[str, Any]) -> HttpResponse:
    """The book as a page, a PDF or text. `more` is what the page shows around it.

    A PDF that can't be made is 422, 429 or 503, with the way to the other formats.
    """
    if chosen is Format.TEXT:
        return HttpResponse(book_as_text(book), content_type="text/plain; charset=utf-8")
    if chosen.is_pdf:
        return _pdf(request, book, chosen, more)
    return render(request, "editions/book.html", {**more, **page_of_book(book, chosen)})


def page_of_book(book: Book, chosen: Format) -> dict[str, Any]:
    """What the page of a book shows."""
    return {
        "book": book,
        "scope": scope_words(book),
        "reminder": REMINDER.format(site=book.site),
        "points": chosen.points,
        "chosen": chosen.label,
        "indexes": [(title, lines) for title, lines in ((NEED_TITLE, book.by_need), (PLACE_TITLE, book.by_place))],
    }


def _pdf(request: HttpRequest, book: Book, chosen: Format, more: dict[str, Any]) -> HttpResponse:
    if not within_limit_of_network("print-pdf", address_of(request), most=PDFS_A_MINUTE, seconds=MINUTE):
        return _without(request, TOO_OFTEN, more, 429)
    try:
        with turn():
            made = print_pdf(book, chosen.points, WHILE_WAITING)
    except NotMade as problem:
        return _without(request, problem.message, more, 422)
    except Busy:
        return _without(request, BUSY, more, 503)
    name = f"local-offer-{book.made_on.isoformat()}.pdf"
    disposition = {"Content-Disposition": content_disposition_header(True, name)}
    return kept_apart(HttpResponse(made, content_type="application/pdf", headers=disposition))


def _without(request: HttpRequest, message: str, more: dict[str, Any], status: int) -> HttpResponse:
    response = render(request, "editions/no_pdf.html", {**more, "message": message}, status=status)
    if status != 422:
        response["Retry-After"] = str(MINUTE)
    return response
