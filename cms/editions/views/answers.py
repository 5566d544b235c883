"""A book as the answer to a request, in the format that was asked for."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.editions.book import Book
from cms.editions.formats import DEFAULT, Format
from cms.editions.plain_text import book_as_text
from cms.editions.words import NEED_TITLE, PLACE_TITLE, REMINDER, scope_words
from search.parameters import BadParameters


def format_of(request: HttpRequest) -> Format:
    """The `format` that was asked for; raises BadParameters for one that isn't there."""
    given = request.GET.get("format", "").strip() or DEFAULT.value
    try:
        return Format(given)
    except ValueError:
        raise BadParameters({"format": f"Choose from: {', '.join(Format)}."}) from None


def answer_with(request: HttpRequest, book: Book, chosen: Format, more: dict[str, Any]) -> HttpResponse:
    """The book as a page or as text. `more` is what the page shows around it."""
    if chosen is Format.TEXT:
        return HttpResponse(book_as_text(book), content_type="text/plain; charset=utf-8")
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
