"""What waits for a reviewer: filtered, sorted and cut into pages by the database, however much there is."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    F,
    Field,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Lower
from django.utils import timezone
from wagtail.models import Revision

from providers.listings.essentials import gaps_of_content
from providers.listings.models import Organisation, Service
from providers.review.models import ReviewTaskState
from providers.review.selectors import submissions_for
from providers.review.settings import review_settings
from providers.review.working_days import due_day, first_day_in_time
from search import vocabulary
from tenants.accounts.models import User
from tenants.accounts.roles import OFFICER, PARTNER

ORDERS: Final[Mapping[str, tuple[Any, ...]]] = {
    "": ("started_at", "pk"),
    "newest": ("-started_at", "-pk"),
    "name": (Lower("revision__object_str"), "started_at", "pk"),
    "provider": (Lower("provider"), "started_at", "pk"),
}
_WHAT: Final = {"first": Q(known=False), "change": Q(known=True), "organisation": Q(is_service=False)}


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueEntry:
    """One line of the queue, named as the submitted version names it."""

    submission: ReviewTaskState
    name: str
    provider: str
    is_service: bool
    first_time: bool
    sectors: tuple[str, ...]
    days: int
    """Whole days since it was sent, by the calendar."""
    due: date
    """The last day on which a decision keeps what the council promises."""
    overdue: bool
    own: bool
    gaps: tuple[str, ...]
    """What it doesn't say and families can't do without."""

    @property
    def sector_words(self) -> str:
        """Its sectors' labels."""
        return ", ".join(vocabulary.SECTOR.get(code, code) for code in self.sectors)

    @property
    def gap_words(self) -> str:
        """Its gaps in one line."""
        return ", ".join(self.gaps)


def queue_for(user: User, chosen: Mapping[str, str]) -> "QuerySet[ReviewTaskState]":
    """What waits for this person, as the filters of `QueueFilters` choose; nothing for those who don't review.

    Rows have `provider`, `is_service`, `first_time` and `sectors` beside their columns: give them to `entries_of`.
    """
    rows: QuerySet[ReviewTaskState] = submissions_for(user).annotate(**_of_the_listing()).filter(known__isnull=False)
    wanted: QuerySet[ReviewTaskState] = rows.filter(*_conditions(user, chosen))
    return wanted.order_by(*ORDERS[chosen.get("sort", "")])


def entries_of(user: User, rows: Iterable[Any]) -> list[QueueEntry]:
    """The lines of a page of `queue_for`, with when each is due."""
    today, days = timezone.localdate(), review_settings().service_level_days
    several = list(rows)
    contents = dict(Revision.objects.filter(pk__in=[row.revision_id for row in several]).values_list("pk", "content"))
    return [_entry(row, contents[row.revision_id], user, today, days) for row in several]


def reviewers() -> "QuerySet[User]":
    """Who may be given a submission to look at: officers and partner reviewers, by name."""
    people: QuerySet[User] = User.objects.filter(is_active=True, groups__name__in=[OFFICER, PARTNER])
    return people.distinct().order_by("name", "email")


def _of_the_listing() -> dict[str, Any]:
    """Columns of the listing of a submission, which Wagtail ties to it by a content type and a key in text."""
    service_type = Service.get_content_type().pk
    services = Service.objects.filter(pk=OuterRef("listing_key"))
    organisations = Organisation.objects.filter(pk=OuterRef("organisation_key"))
    is_service = Q(workflow_state__content_type=service_type)

    def either(service: str, organisation: Any, kind: Field[Any, Any]) -> Case:
        return Case(When(is_service, then=Subquery(services.values(service))), default=organisation, output_field=kind)

    return {
        "listing_key": Cast("workflow_state__object_id", IntegerField()),
        "is_service": Case(When(is_service, then=Value(True)), default=Value(False), output_field=BooleanField()),
        "organisation_key": either("organisation_id", F("listing_key"), IntegerField()),
        "provider": Coalesce(Subquery(organisations.values("name")), Value("")),
        "kind": Coalesce(Subquery(organisations.values("kind")), Value("")),
        "known": either("live", Subquery(organisations.values("live")), BooleanField()),
        "sectors": Cast(KeyTextTransform("sectors", "revision__content"), CharField()),
    }


def _conditions(user: User, chosen: Mapping[str, str]) -> list[Q]:
    words, assigned = chosen.get("q", ""), chosen.get("assigned", "")
    wanted = {
        "q": Q(revision__object_str__icontains=words) | Q(provider__icontains=words),
        "what": _WHAT.get(chosen.get("what", ""), Q()),
        "kind": Q(kind=chosen.get("kind", "")),
        "sector": Q(sectors__contains=f'"{chosen.get("sector", "")}"'),
        "assigned": _assigned(user, assigned) if assigned else Q(),
        "step": Q(second_step=chosen.get("step") == "second"),
    }
    conditions = [condition for name, condition in wanted.items() if chosen.get(name)]
    if chosen.get("due") == "overdue":
        first = first_day_in_time(timezone.localdate(), review_settings().service_level_days)
        conditions.append(Q(started_at__lt=timezone.make_aware(datetime.combine(first, time.min))))
    return conditions


def _assigned(user: User, to: str) -> Q:
    if to == "nobody":
        return Q(assigned_to=None)
    return Q(assigned_to=user.pk if to == "me" else int(to))


def _entry(row: Any, content: Mapping[str, Any], user: User, today: date, working_days: int) -> QueueEntry:
    sent = timezone.localdate(row.started_at)
    due = due_day(sent, working_days)
    return QueueEntry(
        submission=row,
        name=row.revision.object_str,
        provider=row.provider if row.is_service else "",
        is_service=row.is_service,
        first_time=not row.known,
        sectors=tuple(json.loads(row.sectors or "[]")),
        days=(today - sent).days,
        due=due,
        overdue=due < today,
        own=row.submitted_by_id == user.pk,
        gaps=tuple(gap.what for gap in gaps_of_content(content)) if row.is_service else (),
    )
