"""How what there is answers a rule: each clause is covered, weak with the reason, missing, or unknown."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from wagtail.models import Page

from cms.duties.holdings import Holdings
from cms.duties.models import DutyPage, Occasion, PageKind, ProcessKind
from cms.duties.register import Duty
from cms.duties.rules import OWN_TERMS, Clause, PageClause, ProcessClause, Rule, ServiceClause
from search.matching.filters import VOCABULARIES

SAID_AT_MOST: Final = 5


class Standing(StrEnum):
    """How a duty, or one clause of its rule, stands."""

    COVERED = "covered"
    WEAK = "weak"
    MISSING = "missing"
    UNKNOWN = "unknown"
    EXCUSED = "excused"
    NOT_COUNTED = "not-counted"

    @property
    def words(self) -> str:
        """As officers read it."""
        return {"excused": "Doesn’t apply here", "not-counted": "Not counted"}.get(self.value, self.value.capitalize())


COUNTED: Final = (Standing.COVERED, Standing.WEAK, Standing.MISSING, Standing.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What became of one clause: `words` is a sentence that says why."""

    clause: Clause
    standing: Standing
    words: str
    pages: tuple[DutyPage, ...] = ()
    open_pages: tuple[Page, ...] = ()
    """Those of the pages that cover the duty now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that rules are held against, read once. None stands for what couldn't be read."""

    today: date
    holdings: Holdings | None
    pages: Mapping[str, Sequence[DutyPage]] | None
    occasions: Mapping[str, Occasion] | None
    terms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Labels by code of the council's own vocabularies."""
    closed_pages: Collection[int] = ()
    """Live pages that not everybody may read."""
    current: Callable[[str, str], str] = lambda vocabulary, code: code
    """What a code of the council's own vocabularies means now."""


def findings_of(duty: Duty, facts: Facts) -> tuple[Finding, ...]:
    """What became of each clause of a duty's rule, in its order."""
    return tuple(_finding(clause, duty, facts) for clause in duty.rule.clauses)


def together(rule: Rule, findings: Sequence[Finding]) -> Standing:
    """How the whole stands. Of clauses that all count, some missing beside others that are there make it weak."""
    standings = {finding.standing for finding in findings}
    if rule.any:
        order = (Standing.COVERED, Standing.WEAK, Standing.UNKNOWN, Standing.MISSING)
        return next(each for each in order if each in standings)
    if len(standings) == 1:
        return standings.pop()
    return Standing.UNKNOWN if Standing.UNKNOWN in standings else Standing.WEAK


def _finding(clause: Clause, duty: Duty, facts: Facts) -> Finding:
    if isinstance(clause, PageClause):
        return _of_pages(clause, duty, facts)
    if isinstance(clause, ProcessClause):
        standing, words = _of_process(clause, facts)
    else:
        standing, words = _of_services(_in_current_codes(clause, facts), facts)
    return Finding(clause=clause, standing=standing, words=words)


def _of_pages(clause: PageClause, duty: Duty, facts: Facts) -> Finding:
    what = "statement" if clause.kind == PageKind.STATEMENT else "page"
    if facts.pages is None:
        return Finding(clause=clause, standing=Standing.UNKNOWN, words="The pages couldn’t be read just now.")
    pages = tuple(each for each in facts.pages.get(duty.code, ()) if each.kind == clause.kind)
    judged = [judge_page(page, duty, facts) for page in pages]
    if not judged:
        return Finding(clause=clause, standing=Standing.MISSING, words=f"No {what} is named for it.")
    order = (Standing.COVERED, Standing.WEAK, Standing.MISSING)
    standing, words = min(judged, key=lambda each: order.index(each[0]))
    signed = tuple(each.page for each, (so, _) in zip(pages, judged, strict=True) if so == Standing.COVERED)
    return Finding(clause=clause, standing=standing, words=words, pages=pages, open_pages=signed)


def judge_page(tagged: DutyPage, duty: Duty, facts: Facts) -> tuple[Standing, str]:
    """How one page stands, and why."""
    page = tagged.page
    if not page.live or page.pk in facts.closed_pages:
        return Standing.MISSING, f"“{page.title}” isn’t published for everybody, so its sign-off has lapsed."
    if tagged.signed_at is None or tagged.until is None:
        return Standing.WEAK, f"Nobody has signed “{page.title}” yet."
    if tagged.until < facts.today:
        return Standing.WEAK, f"The sign-off of “{page.title}” ended on {_day(tagged.until)}."
    if page.last_published_at and page.last_published_at > tagged.signed_at:
        return Standing.WEAK, f"“{page.title}” has changed since it was signed."
    if duty.health and (tagged.partner_at is None or tagged.partner_at < tagged.signed_at):
        return Standing.WEAK, f"“{page.title}” waits for a partner reviewer from health."
    return Standing.COVERED, f"“{page.title}” is signed until {_day(tagged.until)}."


def _of_process(clause: ProcessClause, facts: Facts) -> tuple[Standing, str]:
    if facts.occasions is None:
        return Standing.UNKNOWN, "The dates couldn’t be read just now."
    last = facts.occasions.get(clause.kind)
    said = ProcessKind(clause.kind).label
    if last is None:
        return Standing.MISSING, f"No date is written down: {said[0].lower()}{said[1:]}."
    if last.on < facts.today - timedelta(days=clause.within):
        return Standing.WEAK, f"{said} on {_day(last.on)}: more than {_span(clause.within)} ago."
    return Standing.COVERED, f"{said} on {_day(last.on)}."


def _of_services(clause: ServiceClause, facts: Facts) -> tuple[Standing, str]:
    held = facts.holdings
    if held is None:
        return Standing.UNKNOWN, "The listings couldn’t be searched just now."
    if retired := _not_there(clause, facts):
        return Standing.UNKNOWN, f"“{retired}” is none of your needs and topics any more. Change the rule."
    found = held.found(clause)
    number = found.bit_count()
    if not number:
        return Standing.MISSING, "No listing is what it asks for."
    if problem := _too_little(clause, held, found) or _gap(clause, held, found, facts):
        return Standing.WEAK, problem
    return Standing.COVERED, f"{number} {_listings(number)}."


def _too_little(clause: ServiceClause, held: Holdings, found: int) -> str:
    """Why what was found is not enough; empty when it is."""
    number, least = found.bit_count(), clause.at_least
    if number < least:
        return f"Few: {number} {_listings(number)} of at least {least}."
    overdue = (found & held.stale).bit_count()
    if overdue and (clause.fresh or number - overdue < least):
        return f"Overdue: {overdue} of {number} {_listings(number)} should have been checked by now."
    sound = (found & ~held.stale & ~held.broken).bit_count()
    if sound < least:
        return f"Broken links: {(found & held.broken).bit_count()} of {number} {_listings(number)} have one."
    return ""


def _gap(clause: ServiceClause, held: Holdings, found: int, facts: Facts) -> str:
    """What is without any listing; empty when nothing is."""
    if clause.every:
        group, codes = clause.every
        labels = facts.terms.get(group) or VOCABULARIES.get(group, {})
        absent = [labels.get(code, code) for code in codes if not found & held.of_codes(group, (code,))]
        if absent:
            more = f" and {len(absent) - SAID_AT_MOST} more" if len(absent) > SAID_AT_MOST else ""
            return f"Nothing for: {', '.join(absent[:SAID_AT_MOST])}{more}."
    if clause.ages:
        low, high = clause.ages
        without = [age for age in range(low, high + 1) if not found & held.ages[age]]
        if without:
            return f"Nothing for the age{'s' if len(without) > 1 else ''} {_runs(without)}."
    return ""


def _in_current_codes(clause: ServiceClause, facts: Facts) -> ServiceClause:
    """The clause with what merged needs and topics mean now."""

    def current(name: str, codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(facts.current(name, code) for code in codes) if name in OWN_TERMS else codes

    chosen = {name: current(name, codes) for name, codes in clause.chosen.items()}
    every = (clause.every[0], current(*clause.every)) if clause.every else None
    return replace(clause, chosen=chosen, every=every)


def _not_there(clause: ServiceClause, facts: Facts) -> str:
    """A need or topic that the council doesn't have (any more); empty when all are there."""
    asked = [(name, code) for name in OWN_TERMS for code in clause.chosen.get(name, ())]
    if clause.every and clause.every[0] in OWN_TERMS:
        asked += [(clause.every[0], code) for code in clause.every[1]]
    return next((code for name, code in asked if code not in facts.terms.get(name, {})), "")


def _runs(ages: Sequence[int]) -> str:
    """Ages in words: 3, 7 to 9."""
    starts = [age for age in ages if age - 1 not in ages]
    ends = [age for age in ages if age + 1 not in ages]
    return ", ".join(str(low) if low == high else f"{low} to {high}" for low, high in zip(starts, ends, strict=True))


def _listings(number: int) -> str:
    return "listing" if number == 1 else "listings"


def _span(days: int) -> str:
    years, rest = divmod(days, 365)
    return f"{days} days" if rest or not years else "a year" if years == 1 else f"{years} years"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
