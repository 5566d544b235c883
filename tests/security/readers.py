"""Readers of the product as functions of one input, where they take more."""

import pkgutil
import re
from importlib import import_module
from typing import Any

ROOMS = ("tenants", "search", "providers", "cms", "localoffer")


def all_rows(content: bytes) -> None:
    from providers.imports.foreign.confined_sheets import rows_of

    rows_of(content, {"external_id": "external_id", "name": "name"})


def difference(texts: tuple[str, str]) -> None:
    from providers.review.comparison.diff import word_parts

    word_parts(*texts)


def cell(text: str) -> None:
    """Every column that a spreadsheet may have, as the import reads it."""
    from providers.imports.listing_csv import cells
    from providers.imports.listing_csv.columns import COLUMNS
    from providers.imports.listing_csv.rows import clean

    known = cells.known_codes(needs={"autism": "Autism"}, topics={"sleep": "Sleep"})
    plain, _ = clean("description", text)
    for column in COLUMNS:
        try:
            cells.read(column, plain, known)
        except ValueError:
            continue


def kinds(text: str) -> None:
    from tenants.text import kinds as module

    for kind in vars(module).values():
        if isinstance(kind, module.Kind):
            try:
                kind.value_of(text)
            except ValueError:
                continue


def links(text: str) -> None:
    from providers.links.link_back import _links
    from tenants.fetching.fetch import Page

    _links(Page(url="https://school.example/", status=200, body=text.encode()))


def mail_lines(text: str) -> None:
    from tenants.mail import html

    html.is_own_url = lambda url: url.startswith("https://alpha.example/")  # no council is open here
    for each in re.split(r"\n\s*\n", text.strip()):
        html._paragraph(each)


def bounce(text: str) -> None:
    from tenants.mail.delivery_reports import read_report

    head = "Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x\nContent-Type: "
    read_report(f"{head}{text}\n\n{text}\n--x\nContent-Type: message/delivery-status\n\n{text}\n--x--\n".encode())


def patterns(text: str) -> None:
    """Every pattern that a module of ours holds, wherever in the text it may begin."""
    for pattern in _patterns():
        for _ in pattern.finditer(text):
            pass


_found: dict[str, "re.Pattern[str]"] = {}


def _patterns() -> list["re.Pattern[str]"]:
    return list(_found.values())


def find_patterns() -> None:
    """Before the first text is read: it takes a while."""
    if not _found:
        for room in ROOMS:
            for module in pkgutil.walk_packages(import_module(room).__path__, f"{room}."):
                if not re.search(r"\.(migrations|settings|wsgi)\b", module.name):
                    _take(vars(import_module(module.name)), 0)


def _take(value: Any, depth: int) -> None:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        _found[f"{value.pattern}{value.flags}"] = value
    elif isinstance(value, dict) and depth < 4:
        for each in list(value.values()):
            _take(each, depth + 1)
    elif isinstance(value, list | tuple | set | frozenset) and depth < 4:
        for each in value:
            _take(each, depth + 1)
    elif hasattr(value, "pattern") and depth < 4:
        _take(value.pattern, depth + 1)
