"""What all pages about the care of listings show around their own words."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from wagtail.admin import messages

from providers.upkeep.care_lists import care_list, numbers_in_lists, waiting_suggestions
from providers.upkeep.models import Kind
from providers.upkeep.services.several import MOST, Outcome
from tenants.desk.headings import heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One of the pages side by side; `number` is how many things are in it, None where that is not counted."""

    url: str
    title: str
    number: int | None = None
    here: bool = False


def show(
    request: HttpRequest,
    template: str,
    title: str,
    context: dict[str, Any],
    *,
    here: str = "",
    number: int | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render a page. With `here` it stands among the tabs, and `number` is what it counted itself."""
    above = None if here == "out-of-date" else (reverse("upkeep:out-of-date"), "Looking after listings")
    frame = {
        "tabs": _tabs(here, number) if here else [],
        **heading(title, "clipboard-list", above=above),
        "title": title,
    }
    return render(request, template, {**context, **frame}, status=status)


def kind_shown(request: HttpRequest) -> Kind:
    """Which of the two halves of a list is asked for: services unless it says `show=organisations`."""
    return Kind.ORGANISATION if request.GET.get("show") == "organisations" else Kind.SERVICE


def ticked(given: QueryDict) -> list[UUID]:
    """The listings that were ticked in a list, `MOST` at the most; what is no key of one is left out."""
    uuids = []
    for value in given.getlist("chosen")[:MOST]:
        try:
            uuids.append(UUID(value))
        except ValueError:
            continue
    return uuids


def back_to(name: str, kind: Kind) -> HttpResponse:
    """On to that half of the list of this URL name."""
    query = "?show=organisations" if kind == Kind.ORGANISATION else ""
    return redirect(f"{reverse(name)}{query}")


def say_sent(request: HttpRequest, reached: int, asked: int) -> None:
    """Tell how many organisations get a message, and how many can't be reached."""
    if reached:
        messages.success(request, f"Your message goes to {reached} organisation{'' if reached == 1 else 's'}.")
    if reached < asked:
        messages.info(request, f"{asked - reached} could not be reached: nobody has an account or an address.")


def say_outcomes(request: HttpRequest, done: str, outcomes: list[Outcome]) -> None:
    """Tell how many were done, and each that was not with its reason."""
    for words, number in (
        (done, sum(not each.refused and not each.waits for each in outcomes)),
        ("Sent to the review, as your settings want more approvals", sum(each.waits for each in outcomes)),
    ):
        if number:
            messages.success(request, f"{words}: {number} listing{'' if number == 1 else 's'}.")
    for each in outcomes:
        if each.refused:
            messages.info(request, f"“{each.service.name}” stays as it is. {each.refused}")


def _tabs(here: str, number: int | None) -> list[Tab]:
    counted = numbers_in_lists()
    waiting = waiting_suggestions().count()
    titles: list[tuple[str, str, int | None]] = [(key, care_list(key).title, counted[key]) for key in counted]
    titles += [("duplicates", "Duplicates", None), ("merged", "Merged", None), ("suggested", "Suggested", waiting)]
    titles.append(("own-words", "Own words", None))
    return [
        Tab(
            url=reverse(f"upkeep:{key}"),
            title=title,
            number=number if key == here and number is not None else count,
            here=key == here,
        )
        for key, title, count in titles
    ]
