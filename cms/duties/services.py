"""What a council says and signs about its duties.

Each raises NotAllowed for whoever may not and DutyRefused for what can't be, and may run twice.
"""

from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.duties.errors import DutyRefused, NotAllowed
from cms.duties.models import DutyPage, DutySettings, Excuse, Occasion, OwnWords, PageKind, ProcessKind, Snapshot
from cms.duties.register import Duty, platform_duties
from cms.duties.rules import BadRule, read_rule
from cms.duties.selectors import council_duties, standings, writers_of
from tenants.accounts.models import User
from tenants.accounts.roles import is_content_editor, is_manager, is_officer_or_manager, is_partner
from tenants.audit.services import record

PAGE_HOLDS: Final = timedelta(days=366)
STATEMENT_HOLDS: Final = timedelta(days=3 * 366)
"""The longest that a sign-off may hold."""
_WRITTEN: Final = ("title", "explanation", "rule")


@transaction.atomic
def name_page(*, user: User, code: str, page_id: int, kind: PageKind) -> DutyPage:
    """Say that a page answers a duty. Somebody else signs it after."""
    if not (is_officer_or_manager(user) or is_content_editor(user)):
        raise NotAllowed("Officers, managers and content editors name pages.")
    if kind not in _duty(code).rule.kinds_of_pages:
        raise DutyRefused("This duty doesn’t ask for such a page.", "page")
    page = Page.objects.filter(pk=page_id, depth__gt=1).first()
    if page is None:
        raise DutyRefused("Choose a page that is there.", "page")
    named, is_new = DutyPage.objects.get_or_create(code=code, page=page, kind=kind, defaults={"added_by": user})
    if is_new:
        record(action="duties.name_page", user=user, instance=page, duty=code)
    return named


@transaction.atomic
def drop_page(*, user: User, named_id: int) -> str:
    """Say that a page doesn't answer its duty after all; gives the duty's code."""
    if not (is_officer_or_manager(user) or is_content_editor(user)):
        raise NotAllowed("Officers, managers and content editors name pages.")
    named = _locked(named_id)
    record(action="duties.drop_page", user=user, instance=named.page, duty=named.code)
    named.delete()
    return named.code


@transaction.atomic
def sign_page(*, user: User, named_id: int, until: date) -> DutyPage:
    """Sign that a page answers its duty, up to a day. Whoever wrote in the page may not."""
    if not is_officer_or_manager(user):
        raise NotAllowed("Officers and managers sign pages.")
    named = _locked(named_id)
    today, longest = timezone.localdate(), STATEMENT_HOLDS if named.kind == PageKind.STATEMENT else PAGE_HOLDS
    if user.pk in writers_of(named.page):
        raise DutyRefused("You wrote in this page, so a colleague has to sign it.")
    if not named.page.live:
        raise DutyRefused("This page isn’t published. Publish it first.")
    if not today < until <= today + longest:
        last = today + longest
        raise DutyRefused(f"Enter a day after today, and by {last.day} {last:%B %Y}.", "until")
    named.signed_by, named.signed_at, named.until = user, timezone.now(), until
    named.partner, named.partner_at = None, None
    named.save(update_fields=["signed_by", "signed_at", "until", "partner", "partner_at"])
    record(action="duties.sign", user=user, instance=named.page, duty=named.code, until=until.isoformat())
    return named


@transaction.atomic
def sign_for_health(*, user: User, named_id: int) -> DutyPage:
    """Sign beside the council that a page about health is right."""
    if not is_partner(user):
        raise NotAllowed("A partner reviewer from health signs this.")
    named = _locked(named_id)
    if not _duty(named.code).health:
        raise DutyRefused("This duty doesn’t ask for a partner reviewer.")
    if named.signed_at is None:
        raise DutyRefused("Somebody from the council signs it first.")
    if named.partner_at is None:
        named.partner, named.partner_at = user, timezone.now()
        named.save(update_fields=["partner", "partner_at"])
        record(action="duties.sign_health", user=user, instance=named.page, duty=named.code)
    return named


@transaction.atomic
def excuse(*, user: User, code: str, reason: str) -> Excuse:
    """Say that a duty doesn't apply here, and why."""
    _require_manager(user)
    duty = _duty(code)
    if not reason.strip():
        raise DutyRefused("Enter why it doesn’t apply here.", "reason")
    values = {"reason": reason.strip(), "by": user, "at": timezone.now()}
    kept, _ = Excuse.objects.update_or_create(code=code, defaults=values)
    record(action="duties.excuse", user=user, instance=kept, label=duty.title, duty=code, after=kept.reason)
    return kept


@transaction.atomic
def lift_excuse(*, user: User, code: str) -> None:
    """Say that it applies after all."""
    _require_manager(user)
    kept = Excuse.objects.select_for_update().filter(code=code).first()
    if kept is not None:
        record(action="duties.lift_excuse", user=user, instance=kept, label=_duty(code).title, duty=code)
        kept.delete()


@transaction.atomic
def change_words(*, user: User, code: str, title: str, explanation: str, rule: str) -> Duty:
    """Say a duty in the council's own words, or ask for other evidence; what is empty or alike stays the platform's."""
    _require_manager(user)
    platform = platform_duties().get(code)
    if platform is None:
        raise DutyRefused("There is no such duty.")
    try:
        other_rule = "" if not rule.strip() or read_rule(rule.strip()) == platform.rule else rule.strip()
    except BadRule as bad:
        raise DutyRefused(str(bad), "rule") from bad
    given = {"title": title.strip(), "explanation": explanation.strip()}
    kept = {name: text if text != getattr(platform, name) else "" for name, text in given.items()}
    kept["rule"] = other_rule
    before = OwnWords.objects.filter(code=code).values(*_WRITTEN).first() or dict.fromkeys(_WRITTEN, "")
    if kept != before:
        own, _ = OwnWords.objects.update_or_create(code=code, defaults=kept)
        record(action="duties.change", user=user, instance=own, label=platform.title, before=before, after=kept)
        if not any(kept.values()):
            own.delete()
    return _duty(code)


@transaction.atomic
def note_occasion(*, user: User, kind: ProcessKind, on: date, where: str = "") -> Occasion:
    """Write down that a process took place. The same day of the same kind is written down once."""
    if not is_officer_or_manager(user):
        raise NotAllowed("Officers and managers write down dates.")
    if on > timezone.localdate():
        raise DutyRefused("This day is still to come.", "on")
    same = Occasion.objects.filter(kind=kind, on=on, where=where).first()
    if same is not None:
        return same
    noted = Occasion.objects.create(kind=kind, on=on, where=where, by=user)
    record(action="duties.occasion", user=user, instance=noted, label=noted.get_kind_display(), on=on.isoformat())
    return noted


@transaction.atomic
def show_to_families(*, user: User, public: bool) -> None:
    """Turn the page “What we cover” on or off."""
    _require_manager(user)
    kept, _ = DutySettings.objects.select_for_update().get_or_create(pk=1)
    if kept.public != public:
        kept.public = public
        kept.save(update_fields=["public"])
        record(action="duties.show" if public else "duties.hide", user=user, instance=kept, label="What we cover")


@transaction.atomic
def take_snapshot(*, today: date) -> Snapshot:
    """Keep how every duty stands, once a month; gives the month's."""
    month = today.replace(day=1)
    kept = Snapshot.objects.filter(month=month).first()
    if kept is None:
        states = {code: stand.standing.value for code, stand in standings(today=today).items()}
        kept, _ = Snapshot.objects.get_or_create(month=month, defaults={"states": states})
    return kept


def _require_manager(user: User) -> None:
    if not is_manager(user):
        raise NotAllowed("Only a manager can do this.")


def _duty(code: str) -> Duty:
    duty = council_duties().get(code)
    if duty is None:
        raise DutyRefused("There is no such duty.")
    return duty


def _locked(named_id: int) -> DutyPage:
    named = DutyPage.objects.select_for_update(of=("self",)).select_related("page").filter(pk=named_id).first()
    if named is None:
        raise DutyRefused("This page is no longer named here.")
    return named
