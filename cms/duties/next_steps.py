"""What to do about a clause that isn't covered: one step, one click away."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse

from cms.duties.evidence import Finding, Standing
from cms.duties.rules import PageClause, ProcessClause, Rule, ServiceClause, write_rule
from cms.duties.selectors import Stand
from search.matching.filters import CHOICE_FILTERS
from search.parameters import Parameters
from search.taxonomy.selectors import term_labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A link in words; `families` says that it leads to a page of theirs."""

    words: str
    url: str
    families: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A finding as the page shows it: the clause in the rule's language, and where one looks or goes on."""

    finding: Finding
    clause: str
    step: Step | None


PAGES: Final = "pages"
"""The part of a duty's page that has its pages."""


def shown_findings(stand: Stand) -> list[Shown]:
    """Every finding of a duty with its step."""
    return [
        Shown(finding=each, clause=write_rule(Rule(clauses=(each.clause,))), step=_step(stand, each))
        for each in stand.findings
    ]


def next_step(stand: Stand) -> Step | None:
    """The first step towards a covered duty; None where nothing is to be done."""
    if not stand.counted:
        return None
    poor = [each for each in stand.findings if each.standing != Standing.COVERED]
    return _step(stand, poor[0]) if poor else None


def search_address(clause: ServiceClause) -> str:
    """Families' search for what a clause asks for."""
    chosen: dict[str, Any] = {**clause.chosen, **dict.fromkeys(clause.flags, True)}
    return f"{reverse('search')}?{Parameters(**chosen).query_string()}"


def search_words(clause: ServiceClause) -> str:
    """What that search is for, in the council's words."""
    labels = [_labels(name).get(code, code) for name, codes in clause.chosen.items() for code in codes]
    labels += [next(iter(_labels(flag).values())) for flag in sorted(clause.flags)]
    return ", ".join(labels) or "All services"


def _labels(name: str) -> Mapping[str, str]:
    return CHOICE_FILTERS[name].choices or term_labels(name)


def _step(stand: Stand, finding: Finding) -> Step | None:
    clause, covered = finding.clause, finding.standing == Standing.COVERED
    if isinstance(clause, ServiceClause):
        return Step(
            words="See the services" if covered else "See the search", url=search_address(clause), families=True
        )
    if isinstance(clause, ProcessClause):
        return Step(words="Look at the dates" if covered else "Write down a date", url=reverse("duties:occasions"))
    return _step_of_pages(stand, clause, finding)


def _step_of_pages(stand: Stand, clause: PageClause, finding: Finding) -> Step | None:
    url = f"{reverse('duties:duty', args=[stand.duty.code])}#{PAGES}"
    if not finding.pages:
        return Step(words=f"Name or write a {clause.kind.value}", url=url)
    if finding.standing == Standing.COVERED:
        return None
    unsigned = all(named.signed_at is None for named in finding.pages)
    return Step(words="Have it signed" if unsigned else "Look at the page", url=url)
