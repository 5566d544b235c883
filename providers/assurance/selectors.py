"""Which listings are due, whom to ask about them, and what a link may confirm."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from providers.assurance.due_dates import LAST_STEP, STALE_AFTER, TIME_TO_ANSWER, due_again
from providers.assurance.models import USUAL_MONTHS, AssuranceSettings, Reminder
from providers.listings.models import Membership, Service
from providers.listings.models.service import SCHOOL_SETTINGS
from tenants.accounts.models import User
from tenants.accounts.roles import OFFICER, is_officer
from tenants.councils import signing

PURPOSE: Final = "still-correct"
LINK_LASTS: Final = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a link asks: a person about one service that was due on `day`, or about all that were by then."""

    person: User
    day: date
    about: UUID | None


def months_between_checks() -> int:
    """The council's own number, or the usual one."""
    months: int | None = AssuranceSettings.objects.values_list("months", flat=True).first()
    return months or USUAL_MONTHS


def is_school(service: Service) -> bool:
    """Whether it is a school or college, which publishes a SEN information report once a year."""
    return service.setting_type in SCHOOL_SETTINGS


def next_check(service: Service, checked: date, *, months: int | None = None) -> date:
    """The council's rule for the listings' room: when a service is due again. `months` saves reading the setting."""
    months = months or months_between_checks()
    return due_again(checked, months=months, school=is_school(service), report=service.sen_report_date)


def due_services(today: date) -> "QuerySet[Service]":
    """What families can see and is due to be checked, the longest due first."""
    due = Service.objects.shown().filter(state__review_due__lte=today)
    in_order: QuerySet[Service] = due.select_related("organisation", "state").order_by("state__review_due", "pk")
    return in_order


def due_services_of(person: User, today: date) -> list[Service]:
    """Those that a person writes for, and for an officer those that the council keeps."""
    return list(due_services(today).filter(_asked_of(person)))


def keeps(person: User, service: Service) -> bool:
    """Whether a person is an officer, and the council keeps the service as nobody of its organisation does."""
    return is_officer(person) and Service.objects.filter(_kept_by_council(), pk=service.pk).exists()


def people_to_remind(today: date) -> list[int]:
    """Everybody who writes for an organisation with a service that is due; the officers, when the council keeps one."""
    due = due_services(today).order_by()
    members = Membership.objects.writers().filter(organisation__in=due.values("organisation"))
    people = set(members.values_list("user_id", flat=True))
    if due.filter(_kept_by_council()).exists():
        people |= set(User.objects.filter(is_active=True, groups__name=OFFICER).values_list("pk", flat=True))
    return sorted(people)


def unanswered_services(today: date) -> "QuerySet[Service]":
    """Due for so long that families should know. Their people had the last reminder and time to answer, if any are."""
    warned = Reminder.objects.filter(
        service=OuterRef("pk"), due=OuterRef("state__review_due"), step=LAST_STEP, sent_on__lte=today - TIME_TO_ANSWER
    )
    late = due_services(today - STALE_AFTER).filter(state__stale=False)
    nobodys = ~Exists(_writers_of_service()) & Q(organisation__kept_by_council=False)
    unanswered: QuerySet[Service] = late.filter(Exists(warned) | nobodys)
    return unanswered


def link_token(person: User, day: date, about: Service | None = None) -> str:
    """What a link in a mail carries: worth something in this council alone, for 60 days."""
    return signing.dumps([person.pk, day.isoformat(), str(about.uuid) if about else ""], purpose=PURPOSE)


def asked_by(token: str) -> Asked | None:
    """What a link asks; None when it is forged, too old, another council's, or its person is gone."""
    try:
        pk, day, about = signing.loads(token, purpose=PURPOSE, max_age=LINK_LASTS)
        person = User.objects.filter(pk=pk, is_active=True).first()
        return Asked(person, date.fromisoformat(day), UUID(about) if about else None) if person else None
    except (signing.BadSignature, ValueError, TypeError):
        return None


def open_services(asked: Asked) -> list[Service]:
    """What the link can still confirm: due since the mail, and still its person's to write for.

    A check by anybody gives a listing another day, and one that changed hands isn't the person's any more.
    """
    services = due_services_of(asked.person, asked.day)
    if asked.about is None:
        return services
    return [each for each in services if each.uuid == asked.about and each.state.review_due == asked.day]


def checked_services(asked: Asked) -> list[Service]:
    """What the link asked about that its person has checked since."""
    done = Service.objects.shown().filter(
        _asked_of(asked.person),
        state__last_assured_by=asked.person,
        state__last_assured__gte=asked.day,
        state__review_due__gt=asked.day,
    )
    return list((done.filter(uuid=asked.about) if asked.about else done).select_related("state").order_by("name"))


def _asked_of(person: User) -> Q:
    theirs = Q(organisation__in=Membership.objects.writers().filter(user=person).values("organisation"))
    return theirs | _kept_by_council() if is_officer(person) else theirs


def _kept_by_council() -> Q:
    return Q(~Exists(_writers_of_service()), organisation__kept_by_council=True)


def _writers_of_service() -> "QuerySet[Membership]":
    return Membership.objects.writers().filter(organisation=OuterRef("organisation"))
