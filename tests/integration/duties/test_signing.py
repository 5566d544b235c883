"""Who names, signs and excuses, and when a sign-off lapses."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.duties.errors import DutyRefused, NotAllowed
from cms.duties.evidence import Standing
from cms.duties.models import DutyPage, PageKind, ProcessKind, Snapshot
from cms.duties.register import platform_duties
from cms.duties.selectors import council_duties, standing_of
from cms.duties.services import (
    change_words,
    drop_page,
    excuse,
    lift_excuse,
    name_page,
    note_occasion,
    show_to_families,
    sign_for_health,
    sign_page,
    take_snapshot,
)
from tenants.audit.models import Entry
from tests.factories import PageFactory, PersonFactory
from tests.integration.duties.conftest import HEALTH_DUTY, PAGE_DUTY, STATEMENT_DUTY

TOMORROW = timezone.localdate() + timedelta(days=1)


def standing(code=PAGE_DUTY):
    return standing_of(code).standing


def test_a_page_counts_once_a_colleague_signed_it(named, officer):
    page = named()
    assert standing() == Standing.WEAK
    sign_page(user=officer, named_id=page.pk, until=TOMORROW)
    assert standing() == Standing.COVERED
    assert Entry.objects.filter(action="duties.sign", actor_id=officer.pk).count() == 1


def test_who_saved_a_version_of_a_page_does_not_sign_it(named, officer):
    page = named()
    page.page.get_latest_revision_as_object().save_revision(user=officer).publish()
    with pytest.raises(DutyRefused, match="You wrote in this page"):
        sign_page(user=officer, named_id=page.pk, until=TOMORROW)
    sign_page(user=PersonFactory(officer=True), named_id=page.pk, until=TOMORROW)
    assert standing() == Standing.COVERED


def test_who_owns_a_page_does_not_sign_it(named, officer):
    page = named()
    page.page.owner = officer
    page.page.save()
    with pytest.raises(DutyRefused, match="a colleague has to sign"):
        sign_page(user=officer, named_id=page.pk, until=TOMORROW)


def test_a_sign_off_lapses_when_its_page_is_unpublished_and_holds_again_after(signed):
    page = signed()
    page.page.unpublish()
    assert standing() == Standing.MISSING


def test_a_sign_off_lapses_after_its_day(signed):
    page = signed()
    DutyPage.objects.filter(pk=page.pk).update(until=timezone.localdate() - timedelta(days=1))
    assert "ended on" in standing_of(PAGE_DUTY).why


def test_a_page_that_changed_since_is_weak(signed):
    page = signed()
    page.page.get_latest_revision_as_object().save_revision().publish()
    assert "has changed since" in standing_of(PAGE_DUTY).why


def test_a_page_that_is_deleted_leaves_the_duty_missing(signed):
    signed().page.delete()
    assert standing() == Standing.MISSING


@pytest.mark.parametrize(
    ("days", "kind", "code"),
    [(0, PageKind.PAGE, PAGE_DUTY), (400, PageKind.PAGE, PAGE_DUTY), (1200, PageKind.STATEMENT, STATEMENT_DUTY)],
)
def test_a_sign_off_holds_from_tomorrow_to_the_longest(named, officer, days, kind, code):
    page = named(code, kind)
    with pytest.raises(DutyRefused, match="Enter a day after today"):
        sign_page(user=officer, named_id=page.pk, until=timezone.localdate() + timedelta(days=days))


def test_a_statement_may_hold_for_longer_than_a_page(named, officer):
    page = named(STATEMENT_DUTY, PageKind.STATEMENT)
    sign_page(user=officer, named_id=page.pk, until=timezone.localdate() + timedelta(days=700))
    assert standing(STATEMENT_DUTY) == Standing.COVERED


def test_a_draft_is_not_signed(named, officer):
    page = named()
    page.page.unpublish()
    with pytest.raises(DutyRefused, match="isn’t published"):
        sign_page(user=officer, named_id=page.pk, until=TOMORROW)


def test_health_needs_the_partner_too_and_again_after_each_sign_off(signed, officer):
    partner, page = PersonFactory(partner=True), signed(HEALTH_DUTY)
    assert "waits for a partner reviewer" in standing_of(HEALTH_DUTY).why
    sign_for_health(user=partner, named_id=page.pk)
    sign_for_health(user=partner, named_id=page.pk)
    assert standing(HEALTH_DUTY) == Standing.COVERED
    assert Entry.objects.filter(action="duties.sign_health").count() == 1
    sign_page(user=officer, named_id=page.pk, until=TOMORROW)
    assert standing(HEALTH_DUTY) == Standing.WEAK


def test_the_partner_signs_health_alone_and_after_the_council(named, signed):
    partner = PersonFactory(partner=True)
    with pytest.raises(DutyRefused, match="first"):
        sign_for_health(user=partner, named_id=named(HEALTH_DUTY).pk)
    with pytest.raises(DutyRefused, match="doesn’t ask"):
        sign_for_health(user=partner, named_id=signed().pk)


def test_naming_twice_is_naming_once(alpha, officer):
    page = PageFactory()
    for _ in range(2):
        name_page(user=officer, code=PAGE_DUTY, page_id=page.pk, kind=PageKind.PAGE)
    assert DutyPage.objects.count() == 1
    assert Entry.objects.filter(action="duties.name_page").count() == 1


@pytest.mark.parametrize(
    ("code", "page", "kind"), [("9.99", True, "page"), (PAGE_DUTY, False, "page"), (PAGE_DUTY, True, "statement")]
)
def test_only_what_a_duty_asks_for_is_named(alpha, officer, code, page, kind):
    with pytest.raises(DutyRefused):
        name_page(user=officer, code=code, page_id=PageFactory().pk if page else 987654, kind=PageKind(kind))


def test_a_page_that_was_dropped_is_evidence_no_more(signed, officer):
    assert drop_page(user=officer, named_id=signed().pk) == PAGE_DUTY
    assert standing() == Standing.MISSING


def test_an_excuse_takes_a_duty_out_of_the_count_and_is_lifted(manager):
    excuse(user=manager, code=PAGE_DUTY, reason="No school here.")
    assert standing() == Standing.EXCUSED
    lift_excuse(user=manager, code=PAGE_DUTY)
    lift_excuse(user=manager, code=PAGE_DUTY)
    assert standing() == Standing.MISSING
    with pytest.raises(DutyRefused, match="Enter why"):
        excuse(user=manager, code=PAGE_DUTY, reason="  ")


def test_own_words_stay_and_what_was_left_follows_the_platform(manager):
    platform = platform_duties()[PAGE_DUTY]
    change_words(user=manager, code=PAGE_DUTY, title="Ask us", explanation=platform.explanation, rule="page")
    now = council_duties()[PAGE_DUTY]
    assert (now.title, now.explanation, now.rule, now.own) == ("Ask us", platform.explanation, platform.rule, True)
    change_words(user=manager, code=PAGE_DUTY, title="", explanation="", rule="")
    assert council_duties()[PAGE_DUTY] == platform


def test_a_rule_of_ones_own_counts_and_one_that_cannot_be_read_is_refused(manager):
    change_words(user=manager, code=PAGE_DUTY, title="", explanation="", rule="process review within=30")
    note_occasion(user=manager, kind=ProcessKind.REVIEW, on=timezone.localdate())
    assert standing() == Standing.COVERED
    with pytest.raises(DutyRefused, match="no kind of evidence") as refused:
        change_words(user=manager, code=PAGE_DUTY, title="", explanation="", rule="leaflet")
    assert refused.value.field == "rule"


def test_a_date_to_come_is_refused_and_the_same_one_is_written_once(officer):
    with pytest.raises(DutyRefused, match="still to come"):
        note_occasion(user=officer, kind=ProcessKind.COMMENTS, on=TOMORROW)
    first = note_occasion(user=officer, kind=ProcessKind.COMMENTS, on=timezone.localdate())
    assert note_occasion(user=officer, kind=ProcessKind.COMMENTS, on=timezone.localdate()) == first


def test_a_month_is_kept_once(alpha):
    first = take_snapshot(today=timezone.localdate())
    assert take_snapshot(today=timezone.localdate()) == first
    assert Snapshot.objects.get().states.keys() == platform_duties().keys()


@pytest.mark.parametrize("role", ["content_editor", "commissioner", "partner", "officer", ""])
def test_each_act_is_for_its_roles_alone(named, signed, role):
    person = PersonFactory(**{role: True} if role else {})
    page, healthy = named(), signed(HEALTH_DUTY)
    acts = {
        "name": lambda: name_page(user=person, code="4.30.15", page_id=page.page_id, kind=PageKind.PAGE),
        "sign": lambda: sign_page(user=person, named_id=page.pk, until=TOMORROW),
        "health": lambda: sign_for_health(user=person, named_id=healthy.pk),
        "note": lambda: note_occasion(user=person, kind=ProcessKind.REVIEW, on=timezone.localdate()),
        "excuse": lambda: excuse(user=person, code=PAGE_DUTY, reason="None here."),
        "lift": lambda: lift_excuse(user=person, code=PAGE_DUTY),
        "words": lambda: change_words(user=person, code=PAGE_DUTY, title="A", explanation="", rule=""),
        "show": lambda: show_to_families(user=person, public=True),
        "drop": lambda: drop_page(user=person, named_id=page.pk),
    }
    may = {"content_editor": {"name", "drop"}, "partner": {"health"}, "officer": {"name", "sign", "note", "drop"}}
    assert {name for name, act in acts.items() if _lets(act)} == may.get(role, set())


def _lets(act):
    try:
        act()
    except NotAllowed:
        return False
    return True
