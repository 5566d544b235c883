"""The pages of the register: who reads what, what they say, and how often they ask the database."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.duties import selectors
from cms.duties.models import DutyPage, Excuse, Occasion, OwnWords, PageKind, ProcessKind, Snapshot
from cms.duties.register import platform_duties
from cms.duties.services import change_words, name_page, note_occasion, take_snapshot
from search.taxonomy.models import Term
from search.taxonomy.services.terms import retire_term
from tenants.exports.models import Export
from tests.factories import PageFactory, PersonFactory, ServiceFactory, full_data
from tests.integration.duties.conftest import HEALTH_DUTY, LISTING_DUTY, PAGE_DUTY

HOME = "/admin/duties/"
READERS = ("officer", "manager", "content_editor", "commissioner", "partner")


@pytest.mark.parametrize("role", READERS)
@pytest.mark.parametrize("path", ["", "print/", "months/", "dates/", f"{PAGE_DUTY}/"])
def test_everybody_who_works_on_it_reads_the_register(browser_of, role, path):
    assert browser_of(role).get(f"{HOME}{path}").status_code == 200


def test_a_provider_does_not(alpha, client_for):
    assert client_for(alpha, PersonFactory()).get(HOME).status_code == 403


def test_a_duty_that_there_is_not_is_404(browser_of):
    assert browser_of("officer").get(f"{HOME}9.99/").status_code == 404


def test_the_register_says_how_each_stands_and_what_to_do(browser_of, signed):
    signed(title="How to ask")
    shown = browser_of("officer").get(f"{HOME}?q={PAGE_DUTY}").text
    assert "“How to ask” is signed until" in shown
    missing = browser_of("officer").get(f"{HOME}?q=4.30.13").text
    assert "No page is named for it." in missing
    assert "Name or write a page" in missing


@pytest.mark.parametrize(
    ("query", "there", "absent"),
    [
        ("level=must&area=health", "4.40.1", "4.40.3"),
        ("standing=not-counted", "2026.1", PAGE_DUTY),
        ("source=other&q=mediate", "000.19", "4.30.14"),
        ("q=accessibility+strategy", "4.30.16", PAGE_DUTY),
    ],
)
def test_the_register_is_narrowed(browser_of, query, there, absent):
    shown = browser_of("manager").get(f"{HOME}?{query}").text
    assert f"{HOME}{there}/" in shown
    assert f"{HOME}{absent}/" not in shown


def test_a_choice_that_is_not_known_is_400(browser_of):
    assert browser_of("officer").get(f"{HOME}?level=perhaps").status_code == 400


def test_a_listing_covers_a_duty_and_its_page_leads_to_the_search(browser_of, alpha):
    data = full_data(topics=("leisure",), sectors=("leisure",), age_min=0, age_max=25)
    for _ in range(3):
        ServiceFactory(approved=True, data=data)
    shown = browser_of("officer").get(f"{HOME}{LISTING_DUTY}/").text
    assert "3 listings." in shown
    assert "/search/?topic=leisure" in shown


def test_a_page_is_named_and_signed_on_the_desk(browser_of, alpha):
    page, officer = PageFactory(title="How to ask"), browser_of("officer")
    editor = browser_of("content_editor")
    assert editor.post(f"{HOME}{PAGE_DUTY}/name/page/", {"page": page.pk}).status_code == 302
    named = DutyPage.objects.get()
    shown = officer.get(f"{HOME}{PAGE_DUTY}/").text
    assert "Sign: it answers the duty" in shown
    until = timezone.localdate() + timedelta(days=30)
    address = f"{HOME}{PAGE_DUTY}/sign/{named.pk}/"
    assert officer.post(address, {f"{named.pk}-until": until.isoformat()}).status_code == 302
    assert DutyPage.objects.get().until == until


@pytest.mark.parametrize("day", ["", "2020-01-01", "31 February", "9999-99-99"])
def test_an_impossible_day_is_said_beside_it(browser_of, named, day):
    page = named()
    answer = browser_of("officer").post(f"{HOME}{PAGE_DUTY}/sign/{page.pk}/", {f"{page.pk}-until": day})
    assert answer.status_code == 422
    assert "desk-error" in answer.text
    assert DutyPage.objects.get().signed_at is None


@pytest.mark.parametrize("page", ["", "987654", "abc"])
def test_a_page_that_is_not_there_is_said_beside_it(browser_of, page):
    answer = browser_of("officer").post(f"{HOME}{PAGE_DUTY}/name/page/", {"page": page})
    assert (answer.status_code, "desk-error" in answer.text) == (422, True)


def test_a_kind_or_sheet_of_another_duty_is_404(browser_of, named):
    officer, page = browser_of("officer"), named()
    assert officer.post(f"{HOME}{PAGE_DUTY}/name/leaflet/", {}).status_code == 404
    assert officer.post(f"{HOME}4.30.15/sign/{page.pk}/", {}).status_code == 404


def test_a_writer_reads_why_she_cannot_sign(alpha, client_for, with_second_factor, named):
    officer = with_second_factor(PersonFactory(officer=True))
    page = named()
    page.page.get_latest_revision_as_object().save_revision(user=officer).publish()
    shown = client_for(alpha, officer).get(f"{HOME}{PAGE_DUTY}/").text
    assert "You wrote in it, so a colleague signs it." in shown
    assert "it answers the duty" not in shown


def test_the_partner_signs_on_the_desk(browser_of, signed):
    page, partner = signed(HEALTH_DUTY), browser_of("partner")
    assert "Sign for health" in partner.get(f"{HOME}{HEALTH_DUTY}/").text
    partner.post(f"{HOME}{HEALTH_DUTY}/sign/{page.pk}/health/")
    assert DutyPage.objects.get().partner_at


def test_a_manager_excuses_with_a_reason_and_lifts_it(browser_of):
    manager, address = browser_of("manager"), f"{HOME}{PAGE_DUTY}/applies/"
    assert manager.post(address, {"reason": ""}).status_code == 422
    manager.post(address, {"reason": "There is no college here."})
    assert "There is no college here." in manager.get(f"{HOME}{PAGE_DUTY}/").text
    manager.post(address, {"lift": "yes"})
    assert not Excuse.objects.exists()


def test_a_rule_that_cannot_be_read_keeps_what_was_typed(browser_of):
    answer = browser_of("manager").post(f"{HOME}{PAGE_DUTY}/words/", {"title": "Ours", "rule": "leaflet"})
    assert answer.status_code == 422
    assert "“leaflet” is no kind of evidence" in answer.text
    assert 'value="Ours"' in answer.text
    assert not OwnWords.objects.exists()


def test_a_date_is_written_down(browser_of):
    officer = browser_of("officer")
    today = timezone.localdate().isoformat()
    assert (
        officer.post(f"{HOME}dates/note/", {"kind": "review", "on": today, "where": "javascript:x"}).status_code == 422
    )
    officer.post(f"{HOME}dates/note/", {"kind": "review", "on": today, "where": "https://council.example/review"})
    assert Occasion.objects.get().kind == ProcessKind.REVIEW
    assert "https://council.example/review" in officer.get(f"{HOME}dates/").text


def test_what_cannot_be_read_makes_duties_unknown_and_never_a_fault(browser_of, monkeypatch):
    def fails():
        raise DatabaseError("gone")

    monkeypatch.setattr(selectors, "read_holdings", fails)
    answer = browser_of("officer").get(f"{HOME}?q={LISTING_DUTY}")
    assert answer.status_code == 200
    assert "The listings couldn’t be searched just now." in answer.text


def test_a_retired_topic_in_a_rule_is_said_and_no_fault(browser_of, manager):
    change_words(user=manager, code=PAGE_DUTY, title="", explanation="", rule="service topic=leisure")
    retire_term(user=manager, term=Term.objects.get(vocabulary="topic", code="leisure"))
    answer = browser_of("officer").get(f"{HOME}{PAGE_DUTY}/")
    assert answer.status_code == 200
    assert "“leisure” is none of your needs and topics any more." in answer.text


def test_the_register_asks_as_often_for_150_duties_as_for_one(browser_of, officer):
    browser = browser_of("manager")
    browser.get(HOME)
    few = _queries(browser)
    page = PageFactory()
    for duty in list(platform_duties().values())[:150]:
        for kind in duty.rule.kinds_of_pages:
            name_page(user=officer, code=duty.code, page_id=page.pk, kind=kind)
    for kind in ProcessKind:
        note_occasion(user=officer, kind=kind, on=date(2026, 1, 1))
    ServiceFactory.create_batch(3, approved=True)
    assert DutyPage.objects.count() > 70
    assert _queries(browser) == few


def _queries(browser):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert browser.get(HOME).status_code == 200
    return len(asked)


def test_the_register_becomes_a_file(browser_of, signed):
    signed(title="=HYPERLINK(1)")
    browser = browser_of("officer")
    browser.post("/admin/exports/ask/", {"list": "duties", "query": f"q={PAGE_DUTY}", "type": "csv"})
    rows = Export.objects.get().file.read().decode("utf-8-sig").splitlines()
    assert rows[0].startswith("code,paragraph,level")
    assert "'=HYPERLINK(1)" in rows[1]


def test_it_is_printed_whole(browser_of):
    shown = browser_of("commissioner").get(f"{HOME}print/").text
    assert all(f"{duty.code} " in shown for duty in platform_duties().values())


def test_months_say_what_changed(browser_of, signed):
    take_snapshot(today=date(2026, 1, 5))
    signed()
    take_snapshot(today=timezone.localdate())
    shown = browser_of("manager").get(f"{HOME}months/").text
    assert "missing before, now covered" in shown
    assert Snapshot.objects.count() == 2


def test_managers_see_it_on_their_home_and_officers_do_not(browser_of):
    assert "Open the register" in browser_of("manager").get("/admin/").text
    assert "Open the register" not in browser_of("officer").get("/admin/").text


def test_families_read_it_once_a_manager_turned_it_on(alpha, client_for, browser_of, signed):
    signed(title="How to ask", slug="how-to-ask")
    family, manager = client_for(alpha), browser_of("manager")
    assert family.get("/what-we-cover/").status_code == 404
    manager.post(f"{HOME}public/", {"public": "yes"})
    shown = family.get("/what-we-cover/")
    assert shown.status_code == 200
    assert 'href="/how-to-ask/"' in shown.text
    assert "we are working on" in shown.text
    assert "Videos by young people" not in shown.text
    assert "Individual support plans" not in shown.text
    manager.post(f"{HOME}public/", {"public": "no"})
    assert family.get("/what-we-cover/").status_code == 404


def test_what_one_council_signs_is_not_another_councils(alpha, beta, signed, client_for):
    from tenants.councils.scope import council_scope

    signed()
    with council_scope(beta):
        assert selectors.standing_of(PAGE_DUTY).standing == "missing"


def test_a_statement_is_named_as_one(browser_of):
    page = PageFactory()
    browser_of("manager").post(f"{HOME}4.30.16/name/statement/", {"page": page.pk})
    assert DutyPage.objects.get().kind == PageKind.STATEMENT
