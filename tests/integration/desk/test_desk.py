"""What the staff pages of every room share: who gets in, what the menu shows, how lists are paged."""

import pytest
from django.test import RequestFactory

from tenants.desk.pages import page_of
from tests.factories.people import PersonFactory


@pytest.mark.parametrize(
    ("role", "path", "whom"),
    [
        ("manager", "review/", "officers"),
        ("manager", "people/claims/", "officers"),
        ("manager", "upkeep/", "officers"),
        ("manager", "uploads/", "officers"),
        ("officer", "review/settings/", "managers"),
        ("officer", "checking/", "managers"),
        ("officer", "search-analytics/", "managers and commissioners"),
        ("content_editor", "mails/", "officers and managers"),
        ("content_editor", "audit/", "officers and managers"),
        ("content_editor", "taxonomy/", "officers and managers"),
    ],
)
def test_a_page_of_another_role_says_whose_it_is(alpha, client_for, with_second_factor, role, path, whom):
    answer = client_for(alpha, with_second_factor(PersonFactory(**{role: True}))).get(f"/admin/{path}")
    assert answer.status_code == 403
    assert f"It is for the council’s {whom}." in answer.content.decode()


@pytest.mark.parametrize(("role", "work"), [("commissioner", "read the reports"), ("partner", "give second approvals")])
def test_who_works_outside_the_council_reads_why_a_page_is_not_theirs(
    alpha, client_for, with_second_factor, role, work
):
    answer = client_for(alpha, with_second_factor(PersonFactory(**{role: True}))).get("/admin/audit/")
    assert answer.status_code == 403
    assert f"This page is for people who work at the council. Your role is to {work}." in answer.text


def test_a_provider_reads_why_the_admin_is_not_theirs(alpha, client_for):
    answer = client_for(alpha, PersonFactory()).get("/admin/")
    assert (answer.status_code, "for people who work at the council" in answer.text) == (403, True)


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        ("officer", {"review", "listings", "claims", "set-up", "upkeep", "uploads", "taxonomy"}),
        ("manager", {"taxonomy", "search-analytics", "unmet-need"}),
        ("content_editor", set()),
    ],
)
def test_the_menu_shows_the_pages_of_ones_role_alone(alpha, role, shown):
    from wagtail.admin.menu import admin_menu

    ours = {"review", "listings", "claims", "set-up", "upkeep", "uploads", "taxonomy", "search-analytics", "unmet-need"}
    request = RequestFactory().get("/admin/")
    request.user = PersonFactory(**{role: True})
    assert {item.name for item in admin_menu.menu_items_for_request(request)} & ours == shown


@pytest.mark.parametrize(("asked", "number"), [("2", 2), ("99", 3), ("0", 3), ("x", 1), (None, 1)])
def test_a_page_that_is_not_there_gives_the_nearest(asked, number):
    request = RequestFactory().get("/", {"p": asked} if asked else {})
    page = page_of(request, range(50), "entry", plural="entries")["page_obj"]
    assert (page.number, page.paginator.items_count_label) == (number, "50 entries")
