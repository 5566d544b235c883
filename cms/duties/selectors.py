"""How the council stands with every duty, in a number of queries that doesn't grow with them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import structlog
from django.db import DatabaseError
from django.utils import timezone
from wagtail.models import Page

from cms.duties.evidence import COUNTED, Facts, Finding, Standing, findings_of, together
from cms.duties.holdings import read_holdings
from cms.duties.models import DutyPage, DutySettings, Excuse, Occasion, OwnWords, Snapshot
from cms.duties.register import AREAS, Duty, Level, duties
from search.taxonomy.models import Vocabulary
from search.taxonomy.selectors import current_code, term_labels, terms_read_once

logger = structlog.get_logger(__name__)
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One duty: how it stands, what became of each clause of its rule, and why it doesn't apply, if it doesn't."""

    duty: Duty
    standing: Standing
    findings: tuple[Finding, ...] = ()
    excuse: Excuse | None = None

    @property
    def why(self) -> str:
        """The reason in one or a few sentences."""
        if self.excuse:
            return self.excuse.reason
        if self.standing == Standing.NOT_COUNTED:
            return f"{self.duty.state.words}: shown, never counted."
        poor = [each for each in self.findings if each.standing != Standing.COVERED]
        return " ".join(each.words for each in (poor if self.standing != Standing.COVERED else self.findings))

    @property
    def counted(self) -> bool:
        """Whether it is among the duties that the figures are about."""
        return self.standing in COUNTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many of some duties stand how. `share` says what part of them is covered, in percent."""

    code: str
    words: str
    numbers: Mapping[Standing, int]

    @property
    def total(self) -> int:
        """All that are counted."""
        return sum(self.numbers.get(each, 0) for each in COUNTED)

    @property
    def covered(self) -> int:
        """Those that are covered."""
        return self.numbers.get(Standing.COVERED, 0)

    def number(self, standing: Standing) -> int:
        """Those that stand so."""
        return self.numbers.get(standing, 0)

    @property
    def parts(self) -> tuple[tuple[Standing, int, float, float], ...]:
        """For a bar: each standing with its number, where it begins and how wide it is, in percent."""
        total, begin, parts = self.total or 1, 0.0, []
        for standing in COUNTED:
            width = 100 * self.number(standing) / total
            parts.append((standing, self.number(standing), round(begin, 2), round(width, 2)))
            begin += width
        return tuple(parts)


def standings(*, today: date | None = None) -> dict[str, Stand]:
    """Every duty by its code. What couldn't be read makes its duties unknown; nothing is raised for it."""
    excuses = {each.code: each for each in Excuse.objects.select_related("by")}
    with terms_read_once():
        facts = _facts(today or timezone.localdate())
        return {code: _stand(duty, facts, excuses.get(code)) for code, duty in council_duties().items()}


def standing_of(code: str) -> Stand | None:
    """One of them; None for a code that there isn't."""
    return standings().get(code)


def council_duties() -> dict[str, Duty]:
    """Every duty in the council's words."""
    return duties({each.code: each for each in OwnWords.objects.all()})


def tally(stands: Iterable[Stand], code: str = "", words: str = "All") -> Tally:
    """How many stand how."""
    return Tally(code=code, words=words, numbers=Counter(each.standing for each in stands))


def tallies_by_level(stands: Iterable[Stand]) -> list[Tally]:
    """How many of each level stand how."""
    held = list(stands)
    return [tally([each for each in held if each.duty.level == level], level, level.words) for level in Level]


def tallies_by_area(stands: Iterable[Stand]) -> list[Tally]:
    """How many of each area stand how; areas without any are left out."""
    groups: defaultdict[str, list[Stand]] = defaultdict(list)
    for each in stands:
        groups[each.duty.area].append(each)
    made = [tally(groups[code], code, words) for code, words in AREAS.items() if groups[code]]
    return [each for each in made if each.total]


def pages_of(code: str) -> list[DutyPage]:
    """The pages named for a duty, with whoever signed them."""
    return list(DutyPage.objects.filter(code=code).select_related("page", "signed_by", "partner", "added_by"))


def latest_occasions() -> dict[str, Occasion]:
    """When each process last took place."""
    latest = Occasion.objects.order_by("kind", "-on", "-pk").distinct("kind")
    return {each.kind: each for each in latest}


def snapshots(limit: int = 24) -> list[Snapshot]:
    """The months that were kept, newest first."""
    return list(Snapshot.objects.all()[:limit])


def is_public() -> bool:
    """Whether families may read what is covered."""
    return DutySettings.objects.filter(public=True).exists()


def writers_of(page: Page) -> frozenset[int]:
    """The keys of those who wrote a page: its owner and whoever saved a version of it."""
    saved = page.revisions.exclude(user=None).values_list("user_id", flat=True)
    return frozenset(saved) | ({page.owner_id} if page.owner_id else frozenset())


def _stand(duty: Duty, facts: Facts, excuse: Excuse | None) -> Stand:
    if not duty.holds_on(facts.today):
        return Stand(duty=duty, standing=Standing.NOT_COUNTED)
    findings = findings_of(duty, facts)
    standing = Standing.EXCUSED if excuse else together(duty.rule, findings)
    return Stand(duty=duty, standing=standing, findings=findings, excuse=excuse)


def _facts(today: date) -> Facts:
    pages = _unless_it_fails(_pages)
    return Facts(
        today=today,
        holdings=_unless_it_fails(read_holdings),
        pages=pages[0] if pages else None,
        occasions=_unless_it_fails(latest_occasions),
        terms={vocabulary: term_labels(vocabulary) for vocabulary in Vocabulary.values},
        closed_pages=pages[1] if pages else (),
        current=current_code,
    )


def _pages() -> tuple[dict[str, list[DutyPage]], frozenset[int]]:
    """The pages by duty, and those among them that are not for everybody."""
    tagged: defaultdict[str, list[DutyPage]] = defaultdict(list)
    for each in DutyPage.objects.select_related("page", "signed_by", "partner"):
        tagged[each.code].append(each)
    keys = {each.page_id for pages in tagged.values() for each in pages}
    closed = frozenset(Page.objects.filter(pk__in=keys).private().values_list("pk", flat=True))
    return dict(tagged), closed


def _unless_it_fails(read: Callable[[], Read]) -> Read | None:
    """What was read, or None: a register with gaps tells more than a page that isn't there."""
    try:
        return read()
    except DatabaseError:
        logger.exception("duty_evidence_unread", reader=read.__name__)
        return None
