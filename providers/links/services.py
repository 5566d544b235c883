"""Tries the links of listings and keeps what became of them. Nothing is locked while another server is waited for."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from time import monotonic
from typing import Final
from urllib.parse import urlsplit

import structlog
from django.db.models import F
from django.utils import timezone

from providers.links.link_back import Search, find_link_back
from providers.links.models import CHECK_AGAIN, CHECK_AGAIN_AFTER_FAILURE, CheckedLink, LinkBack
from providers.links.selectors import addresses_in_use, addresses_of
from providers.listings.models import Service
from tenants.councils.enqueue import enqueue_after_commit
from tenants.fetching.errors import NotReached
from tenants.fetching.fetch import SECONDS, Page, fetch

log = structlog.get_logger(__name__)

CHECK_TASK: Final = "providers.links.tasks.check_school"
BATCH: Final = 200
SECONDS_A_RUN: Final = 300
MOST_OF_A_HOST: Final = 5
"""So many pages of one website a run: nobody's server should notice us."""
_REFUSALS: Final = frozenset({401, 403, 405, 406, 429, 503})
"""Answers of sites that live but don't like machines: no reason to call a link broken."""


def check_due_links(*, now: datetime | None = None) -> int:
    """Try the links of live listings that are due, and forget those no listing has any more; gives how many were tried.

    What became of each is kept as it comes. When nothing at all answers, we are offline ourselves, and nothing is held
    against anybody: failures that may be our own wait until somebody has answered.
    """
    moment = now or timezone.now()
    _follow_listings(moment)
    due = CheckedLink.objects.filter(due_at__lte=moment).order_by("due_at", "pk")
    doubtful: list[tuple[CheckedLink, Page | NotReached]] = []
    kept = 0
    for link, outcome in _try_each(islice(_few_of_each_host(due.iterator()), BATCH)):
        doubtful.append((link, outcome))
        if kept or not (isinstance(outcome, NotReached) and outcome.offline):
            for each in doubtful:
                _keep(*each, moment)
            kept += len(doubtful)
            doubtful.clear()
    if doubtful:
        log.warning("links_not_checked_offline", tried=len(doubtful))
    return kept


def ask_for_check(*, service: Service) -> None:
    """Have a worker try a school's links and look for the link back, after the caller's commit.

    Without a worker nothing happens: the next round of all links comes to them.
    """
    enqueue_after_commit(CHECK_TASK, str(service.uuid))


def check_links_of(*, service: Service) -> None:
    """Try the links of one service now, because its people asked."""
    moment = timezone.now()
    for url in addresses_of(service):
        link, _ = CheckedLink.objects.get_or_create(url=url, defaults={"due_at": moment})
        for _, outcome in _try_each([link]):
            _keep(link, outcome, moment)


def check_link_back(*, service: Service) -> LinkBack | None:
    """Look on a school's own site for a link to the council's Local Offer; None when no site is known."""
    site = service.organisation.url or service.url
    if not site:
        return None
    found: Search = find_link_back(site)
    values = {
        "site": site,
        "found_on": found.page[:500],
        "problem": found.problem,
        "checked_at": timezone.now(),
    }
    return LinkBack.objects.update_or_create(service=service, defaults=values)[0]


def _follow_listings(moment: datetime) -> None:
    wanted = addresses_in_use()
    known = set(CheckedLink.objects.values_list("url", flat=True))
    CheckedLink.objects.filter(url__in=known - wanted).delete()
    new = (CheckedLink(url=url, due_at=moment) for url in sorted(wanted - known))
    CheckedLink.objects.bulk_create(new, ignore_conflicts=True, batch_size=1000)


def _few_of_each_host(links: Iterable[CheckedLink]) -> Iterator[CheckedLink]:
    """Whatever waits of one website, the others get their turn."""
    seen: Counter[str] = Counter()
    for link in links:
        host = _host_of(link)
        seen[host] += 1
        if seen[host] <= MOST_OF_A_HOST:
            yield link


def _try_each(links: Iterable[CheckedLink]) -> Iterator[tuple[CheckedLink, Page | NotReached]]:
    """In so many seconds altogether. A website that took too long isn't waited for again: its other links stay due."""
    until = monotonic() + SECONDS_A_RUN
    slow: set[str] = set()
    for link in links:
        if until - monotonic() < SECONDS:
            return
        if _host_of(link) in slow:
            continue
        outcome = _try(link)
        if isinstance(outcome, NotReached) and outcome.late:
            slow.add(_host_of(link))
        yield link, outcome


def _try(link: CheckedLink) -> Page | NotReached:
    try:
        return fetch(link.url)
    except NotReached as reason:
        return reason
    except Exception:  # whatever one site makes us stumble over, the others are looked at
        log.exception("link_check_failed", link=link.pk)
        return NotReached("It doesn't answer.")


def _host_of(link: CheckedLink) -> str:
    try:
        return (urlsplit(link.url).hostname or "").removesuffix(".")
    except ValueError:
        return link.url


def _keep(link: CheckedLink, outcome: Page | NotReached, moment: datetime) -> None:
    status = outcome.status if isinstance(outcome, Page) else None
    problem = _problem(status) if status is not None else str(outcome)
    values = {"checked_at": moment, "http_status": status, "problem": problem}
    row = CheckedLink.objects.filter(pk=link.pk)
    if not problem:
        row.update(**values, failures=0, failing_since=None, due_at=moment + CHECK_AGAIN)
        return
    # A second look within the day (somebody pressed “check again”) is the same failure, not another.
    again = link.failing_since is None or moment - (link.checked_at or moment) >= CHECK_AGAIN_AFTER_FAILURE / 2
    row.update(
        **values,
        failures=F("failures") + (1 if again else 0),
        failing_since=link.failing_since or moment,
        due_at=moment + CHECK_AGAIN_AFTER_FAILURE,
    )


def _problem(status: int) -> str:
    if status < 400 or status in _REFUSALS:
        return ""
    if status in {404, 410}:
        return "The page isn't there any more."
    return f"The website answers with an error ({status})."
