"""Who reads the reports, and what else a commissioner can't do."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from wagtail.admin.menu import admin_menu

from providers.listings.models import Service
from tenants.accounts.roles import COMMISSIONER, is_staff_member, outside_roles, reads_reports
from tests.factories import PersonFactory, ServiceFactory

REPORTS = ("", "unmet-need/", "pack/", "pack.zip", "table.csv")


@pytest.fixture
def browser_of(alpha, client_for, with_second_factor):
    return lambda role: client_for(alpha, with_second_factor(PersonFactory(**{role: True})))


@pytest.mark.parametrize(
    ("role", "status"), [("manager", 200), ("commissioner", 200), ("officer", 403), ("content_editor", 403)]
)
@pytest.mark.parametrize("path", REPORTS)
def test_managers_and_commissioners_read_reports_and_other_staff_do_not(browser_of, role, status, path):
    assert browser_of(role).get(f"/admin/search-analytics/{path}").status_code == status


def test_providers_and_strangers_are_kept_out(alpha, client_for):
    provider = PersonFactory()
    for path in REPORTS:
        assert client_for(alpha, provider).get(f"/admin/search-analytics/{path}").status_code == 403
        assert "/accounts/login/" in client_for(alpha).get(f"/admin/search-analytics/{path}").headers["Location"]


def test_a_commissioner_signs_in_with_a_second_factor(alpha, client_for):
    commissioner = PersonFactory(commissioner=True)
    assert is_staff_member(commissioner)
    response = client_for(alpha, commissioner).get("/admin/search-analytics/")
    assert (response.status_code, response.headers["Location"]) == (302, "/accounts/2fa/totp/activate/")


def test_the_admins_home_leads_a_commissioner_to_the_reports(browser_of):
    response = browser_of("commissioner").get("/admin/")
    assert (response.status_code, response.headers["Location"]) == (302, "/admin/search-analytics/")


@pytest.mark.parametrize(
    "path",
    [
        "pages/",
        "choose-page/",
        "images/",
        "images/chooser/",
        "documents/",
        "users/",
        "groups/",
        "reports/site-history/",
        "reports/workflow/",
        "review/",
        "review/listings/",
        "snippets/",
        "settings/",
        "redirects/",
        "api/main/pages/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_commissioner_opens_nothing_else_of_the_admin(browser_of, path, method):
    assert getattr(browser_of("commissioner"), method)(f"/admin/{path}").status_code == 403


def test_a_commissioner_has_the_reports_and_the_duties_alone_in_the_menu_and_their_own_account(browser_of):
    client = browser_of("commissioner")
    assert client.get("/admin/account/").status_code == 200
    request = client.get("/admin/search-analytics/").wsgi_request
    names = {item.name for item in admin_menu.menu_items_for_request(request)}
    assert names == {"duties", "search-analytics", "unmet-need", "help"}


def test_reports_change_nothing(browser_of):
    ServiceFactory(approved=True)
    before = list(Service.objects.values_list("pk", "latest_revision_id"))
    for path in REPORTS:
        assert browser_of("commissioner").post(f"/admin/search-analytics/{path}").status_code == 405
    assert list(Service.objects.values_list("pk", "latest_revision_id")) == before


def test_a_manager_who_is_a_commissioner_too_keeps_the_whole_admin(alpha):
    person = PersonFactory(manager=True)
    person.groups.add(Group.objects.get(name=COMMISSIONER))
    assert reads_reports(person)
    assert not outside_roles(person)


def test_a_council_from_before_gets_its_commissioners_when_it_is_upgraded(alpha):
    Group.objects.filter(name=COMMISSIONER).delete()
    for _ in range(2):
        import_module("search.analytics.migrations.0001_initial").add_commissioners(apps, None)
    assert Group.objects.get(name=COMMISSIONER).permissions.filter(codename="access_admin").exists()
