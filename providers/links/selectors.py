"""Reads of what became of links."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Q

from providers.links.models import CheckedLink
from providers.listings.models import Organisation, Service

LINK_FIELDS: Final = ("url", "sen_report_url", "accessibility_plan_url")
REPORT_LASTS: Final = timedelta(days=366)
"""A school brings its SEN information report up to date once a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCheck:
    """How a school's SEN information report stands. Each is a sentence, empty when nothing is wrong."""

    missing: str = ""
    broken: str = ""
    out_of_date: str = ""

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong, most pressing first."""
        return tuple(filter(None, (self.missing, self.broken, self.out_of_date)))


def addresses_in_use() -> set[str]:
    """Every web address that families can open from a live listing of the open council."""
    services = Service.objects.filter(live=True)
    found = {url for row in services.values_list(*LINK_FIELDS) for url in row if url}
    organisations = Organisation.objects.filter(live=True).exclude(url="")
    return found | set(organisations.values_list("url", flat=True))


def links_by_address(urls: Iterable[str]) -> dict[str, CheckedLink]:
    """What became of these addresses; those never checked are left out."""
    return {link.url: link for link in CheckedLink.objects.filter(url__in=set(urls))}


def addresses_of(service: Service) -> tuple[str, ...]:
    """The addresses of one service and its organisation, as they are in `service` (live or a draft)."""
    own = (getattr(service, name) for name in LINK_FIELDS)
    return tuple(dict.fromkeys(url for url in (*own, service.organisation.url) if url))


def has_broken_link() -> Q:
    """A filter for services: a link of their own failed more than once."""
    broken = CheckedLink.objects.broken().values("url")
    return reduce(or_, (Q(**{f"{name}__in": broken}) for name in LINK_FIELDS))


def check_report(service: Service, *, today: date) -> ReportCheck:
    """How the SEN information report of a school or college stands: linked, reachable, and of the last year."""
    if not service.sen_report_url:
        return ReportCheck(missing="There is no link to the SEN information report.")
    link = links_by_address([service.sen_report_url]).get(service.sen_report_url)
    return ReportCheck(
        broken=f"The link to the report doesn't work. {link.problem}" if link and link.problem else "",
        out_of_date=_out_of_date(service.sen_report_date, today),
    )


def _out_of_date(published: date | None, today: date) -> str:
    if published is None:
        return "We don't know how old the report is. Enter its date."
    if today - published > REPORT_LASTS:
        return f"The report is from {published:%B %Y}. It must be brought up to date once a year."
    return ""
