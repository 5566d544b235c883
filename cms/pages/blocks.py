"""The blocks that pages are written with, as `ContentPage.body` takes them."""

from typing import Any

from django.utils.html import format_html, format_html_join

from tenants.councils.models import Council
from tenants.text.phones import dialled

Block = tuple[str, Any]


def text(*parts: str) -> Block:
    """A run of words."""
    return "text", "".join(parts)


def heading(words: str) -> str:
    """A second-level heading."""
    return format_html("<h2>{}</h2>", words)


def say(words: str, **values: str) -> str:
    """A paragraph; `{name}` in it is filled from `values`, escaped unless it is a `link`."""
    return format_html("<p>{}</p>", format_html(words, **values) if values else words)


def link(words: str, address: str) -> str:
    """A link, for `say`."""
    return format_html('<a href="{}">{}</a>', address, words)


def points(*items: str) -> str:
    """A bulleted list."""
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((item,) for item in items)))


def steps(*each: tuple[str, str]) -> Block:
    """What to do in order, each a title and its words."""
    return "steps", [{"title": title, "text": words} for title, words in each]


def timeline(starts: str, *events: tuple[str, int, str, str, str]) -> Block:
    """What happens next, counted from the day that `starts` names: each a title, a number, its unit (days, weeks or
    months), words, and the regulation of the SEND Regulations 2014 that says so."""
    names = ("title", "number", "unit", "text", "regulation")
    return "timeline", {
        "starts": starts,
        "events": [
            {**dict(zip(names, each, strict=True)), "regulation": f"SEND Regulations 2014, {each[-1]}"}
            for each in events
        ],
    }


def ways_to_reach(council: Council) -> list[str]:
    """How to ask the council, as far as its row says; on a phone a press is enough."""
    phone, email = council.phone, council.email
    ways: list[str] = [format_html('Phone <a href="tel:{}">{}</a>', dialled(phone), phone)] if phone else []
    ways += [format_html('Email <a href="mailto:{}">{}</a>', email, email)] if email else []
    ways += [f"Write to {council.address}"] if council.address else []
    return ways or ["Phone the council's main number and ask for the SEND Local Offer team"]
