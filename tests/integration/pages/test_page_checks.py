"""Whom the platform asks to check a page, and when: once for a day, in one mail for all pages."""

from datetime import date, timedelta

import pytest

from cms.pages.models import ContentPage
from cms.pages.services import ask_for_checks
from tenants.mail.models import Mail
from tests.factories import PageFactory, PersonFactory

pytestmark = pytest.mark.django_db
DUE = date(2027, 5, 3)


def page(keeper=None, title="Short breaks", due=DUE) -> ContentPage:
    made = PageFactory(title=title, review_date=due)
    ContentPage.objects.filter(pk=made.pk).update(keeper=keeper)
    return made


def asked(today: date) -> dict[str, str]:
    Mail.objects.all().delete()
    ask_for_checks(today)
    return {mail.to: mail.text for mail in Mail.objects.all()}


@pytest.fixture
def keeper(alpha):
    return PersonFactory(content_editor=True, email="keeper@alpha.example")


@pytest.fixture
def manager(alpha):
    return PersonFactory(manager=True, email="manager@alpha.example")


@pytest.mark.usefixtures("manager")
@pytest.mark.parametrize(
    ("days", "who"),
    [(-31, set()), (-30, {"keeper"}), (-29, set()), (0, {"keeper"}), (1, set()), (14, {"manager"}), (15, set())],
)
def test_the_keeper_is_asked_twice_and_then_the_managers(keeper, days, who):
    page(keeper)
    assert set(asked(DUE + timedelta(days=days))) == {f"{each}@alpha.example" for each in who}


@pytest.mark.usefixtures("manager")
def test_managers_are_asked_on_the_day_where_nobody_keeps_a_page_or_the_keeper_has_left(keeper):
    keeper.is_active = False
    keeper.save()
    page(keeper, title="Travel")
    page(None, title="Money")
    assert asked(DUE - timedelta(days=30)) == {}
    text = asked(DUE)["manager@alpha.example"]
    assert "Travel, by 3 May 2027" in text
    assert "Money, by 3 May 2027" in text


def test_all_pages_of_a_day_are_one_mail_and_a_second_run_owes_none(keeper):
    page(keeper, title="One")
    page(keeper, title="Two", due=DUE + timedelta(days=30))
    assert ask_for_checks(DUE) == 1
    assert ask_for_checks(DUE) == 0
    assert Mail.objects.count() == 1


def test_a_page_that_is_a_draft_or_was_checked_is_not_asked_about(keeper):
    page(keeper).unpublish()
    page(keeper, title="Checked", due=DUE + timedelta(days=365))
    assert ask_for_checks(DUE) == 0
