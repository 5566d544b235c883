"""Broken links are told after a second look, and never because we were offline."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from providers.links import services
from providers.links.models import CheckedLink, LinkBack
from providers.links.selectors import check_report, has_broken_link
from providers.links.services import MOST_OF_A_HOST, check_due_links, check_link_back, check_links_of
from providers.listings.models import Service
from tenants.fetching.errors import NotReached
from tests.factories.listings import ServiceFactory
from tests.loopback import Loopback

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def _link(url):
    return CheckedLink.objects.get(url=url)


def test_a_page_that_is_there_is_no_problem_and_tried_again_in_a_week(school, site):
    site.put("/"), site.put("/report")
    now = timezone.now()
    assert check_due_links(now=now) == 2
    assert _link(school.sen_report_url).problem == ""
    assert check_due_links(now=now + 6 * DAY) == 0
    assert check_due_links(now=now + 7 * DAY) == 2


def test_a_link_is_broken_when_it_fails_again_a_day_later(school, site):
    site.put("/")
    now = timezone.now()
    check_due_links(now=now)
    assert _link(school.sen_report_url).problem == "The page isn't there any more."
    assert not Service.objects.filter(has_broken_link()).exists()
    check_due_links(now=now + DAY)
    assert _link(school.sen_report_url).is_broken
    assert Service.objects.filter(has_broken_link()).get() == school


def test_a_link_that_works_again_is_forgiven(school, site):
    site.put("/")
    now = timezone.now()
    check_due_links(now=now)
    check_due_links(now=now + DAY)
    site.put("/report")
    check_due_links(now=now + 2 * DAY)
    assert (_link(school.sen_report_url).failures, _link(school.sen_report_url).failing_since) == (0, None)


def test_pressing_check_twice_is_one_failure(school, site):
    site.put("/")
    check_links_of(service=school)
    check_links_of(service=school)
    assert _link(school.sen_report_url).failures == 1


@pytest.mark.parametrize("status", [401, 403, 429, 503])
def test_a_site_that_only_dislikes_machines_works(school, site, status):
    site.put("/"), site.put("/report", status=status)
    check_due_links()
    assert _link(school.sen_report_url).problem == ""


def test_nothing_is_held_against_anybody_while_we_are_offline(school, site, monkeypatch):
    CheckedLink.objects.all().delete()
    Loopback().use(monkeypatch)
    assert check_due_links() == 0
    assert not CheckedLink.objects.exclude(problem="").exists()


def test_links_that_no_live_listing_has_are_forgotten(school, site):
    CheckedLink.objects.create(url="https://old.example/", due_at=timezone.now())
    check_due_links()
    assert not CheckedLink.objects.filter(url="https://old.example/").exists()


def test_one_website_is_asked_a_few_times_a_run(alpha, site):
    for number in range(MOST_OF_A_HOST + 3):
        ServiceFactory(approved=True, url=site.put(f"/{number}"))
    assert check_due_links() == MOST_OF_A_HOST
    assert len(site.asked) == MOST_OF_A_HOST


def test_a_website_with_more_links_than_a_run_tries_keeps_no_other_waiting(alpha, site, monkeypatch):
    monkeypatch.setattr("providers.links.services.BATCH", MOST_OF_A_HOST + 1)
    for number in range(2 * MOST_OF_A_HOST):
        ServiceFactory(approved=True, url=site.put(f"/{number}"))
    other = ServiceFactory(approved=True, url="http://nobody.example/")
    assert check_due_links() == MOST_OF_A_HOST + 1
    assert _link(other.url).checked_at


def test_a_link_to_the_local_offer_is_found_on_the_first_page(school, site, alpha):
    site.put("/", f'<a href="https://{alpha.domain}/services/">The Local Offer</a>')
    assert check_link_back(service=school).found_on == f"{site.address}/"


def test_a_link_to_the_local_offer_is_found_on_the_send_page(school, site, alpha):
    site.put("/", '<a href="/lunch">Lunch</a> <a href="/about/send#top">SEND</a>')
    site.put("/about/send", f'<a href="http://{alpha.domain}/">What the council offers</a>')
    found = check_link_back(service=school)
    assert found.found_on == f"{site.address}/about/send"
    assert "/lunch" not in site.asked


def test_another_councils_local_offer_is_not_ours(school, site, beta):
    site.put("/", f'<a href="https://{beta.domain}/">Local Offer</a>')
    assert (check_link_back(service=school).found_on, LinkBack.objects.get().problem) == ("", "")


def test_a_site_with_endless_send_pages_is_left_after_six(school, site):
    for number in range(30):
        site.put(f"/send/{number}", "".join(f'<a href="/send/{each}">SEND</a>' for each in range(30)))
    site.put("/", '<a href="/send/0">SEND</a>')
    check_link_back(service=school)
    assert len(site.asked) == 6


def test_a_site_that_does_not_answer_is_said_so(school, site):
    school.url = "http://nobody.example/"
    assert check_link_back(service=school).problem == "There is no such website."


def test_a_report_of_the_last_year_has_no_problem(school):
    assert check_report(school, today=date(2027, 8, 31)).problems == ()


def test_an_old_report_is_out_of_date(school):
    assert check_report(school, today=date(2027, 10, 1)).problems == (
        "The report is from September 2026. It must be brought up to date once a year.",
    )


def test_a_report_without_a_date_is_asked_for_one(school):
    school.sen_report_date = None
    assert check_report(school, today=date(2026, 10, 1)).problems == (
        "We don't know how old the report is. Enter its date.",
    )


def test_a_missing_report_is_the_only_problem(school):
    school.sen_report_url = ""
    assert check_report(school, today=date(2026, 10, 1)).problems == (
        "There is no link to the SEN information report.",
    )


def test_what_became_of_a_link_is_kept_before_the_next_is_asked(school, site, monkeypatch):
    """A worker that is ended in the middle of a batch loses none of what it knew."""
    first = site.put("/")
    real = services.fetch

    def ended_at_the_second(url):
        if url != first:
            raise SystemExit
        return real(url)

    monkeypatch.setattr(services, "fetch", ended_at_the_second)
    with pytest.raises(SystemExit):
        check_due_links()
    assert _link(first).http_status == 200


def test_whatever_one_site_makes_us_stumble_over_the_others_are_looked_at(school, site, monkeypatch):
    real = services.fetch
    site.put("/report")

    def stumbling(url):
        if url.endswith("/report"):
            return real(url)
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(services, "fetch", stumbling)
    assert check_due_links() == 2
    assert (_link(school.url).problem, _link(school.sen_report_url).problem) == ("It doesn't answer.", "")


def test_a_website_that_took_too_long_is_not_waited_for_again(school, site, monkeypatch):
    other = ServiceFactory(approved=True, url="http://nobody.example/")
    asked = []

    def late(url):
        asked.append(url)
        if "nobody" in url:
            raise NotReached("There is no such website.")
        raise NotReached("It took too long to answer.", offline=True, late=True)

    monkeypatch.setattr(services, "fetch", late)
    assert check_due_links() == 2
    assert len([url for url in asked if url.startswith(site.address)]) == 1
    assert _link(other.url).problem
    assert CheckedLink.objects.filter(due_at__lte=timezone.now()).count() == 1


def test_a_round_of_links_ends_in_time(school, site, monkeypatch):
    site.put("/"), site.put("/report")
    monkeypatch.setattr(services, "SECONDS_A_RUN", 0)
    assert check_due_links() == 0
    assert CheckedLink.objects.filter(due_at__lte=timezone.now()).count() == 2
