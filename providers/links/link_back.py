"""Looks for a link to the council's Local Offer on a school's site: its first page, then pages that speak of SEND."""

import re
from dataclasses import dataclass
from time import monotonic
from typing import Final
from urllib.parse import urlsplit

from providers.links.page_links import links_of
from tenants.confined.errors import ReaderFailed, TooMuchWork
from tenants.confined.limits import Limits
from tenants.confined.run import read_confined
from tenants.councils.models import Domain
from tenants.councils.scope import current_council
from tenants.fetching.errors import NotReached
from tenants.fetching.fetch import SECONDS, Page, fetch

MOST_PAGES: Final = 6
SECONDS_A_SITE: Final = 60.0
_LIMITS: Final = Limits(cpu=5, wall=20)
_LIKELY: Final = re.compile(r"\bsend?\b|local.?offer|special.?educational|inclusion|senco", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Where the link was found, or why it can't be said; neither when there is none."""

    page: str = ""
    problem: str = ""


def find_link_back(site: str) -> Search:
    """Look through a site's first page and up to 5 more of the same site that are about SEND."""
    hosts = set(Domain.objects.filter(tenant=current_council()).values_list("domain", flat=True))
    waiting, seen = [site], {site}
    until = monotonic() + SECONDS_A_SITE
    while waiting and (left := until - monotonic()) > 0:
        address = waiting.pop(0)
        try:
            page = fetch(address, seconds=min(SECONDS, left))
        except NotReached as reason:
            if address == site:
                return Search(problem=reason.message)
            continue
        links = _links(page)
        if any(urlsplit(url).hostname in hosts for url, _ in links):
            return Search(page=page.url)
        likely = [url for url, words in links if _is_likely(url, words, page) and url not in seen]
        waiting += list(dict.fromkeys(likely))[: MOST_PAGES - len(seen)]
        seen.update(waiting)
    return Search()


def _links(page: Page) -> list[tuple[str, str]]:
    """The addresses of a page's links with their words; none of a page that can't be read within limits."""
    try:
        return [(address, words) for address, words in read_confined(links_of, page.body, _LIMITS, url=page.url)]
    except (TooMuchWork, ReaderFailed):
        return []


def _is_likely(url: str, words: str, page: Page) -> bool:
    here = urlsplit(page.url)
    there = urlsplit(url)
    return there.netloc == here.netloc and bool(_LIKELY.search(words) or _LIKELY.search(there.path))
