"""What a new council's site holds from its first minute."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission, Page, Site

from cms.pages.blocks import points, ways_to_reach
from cms.pages.models import LINKED_SLUGS, ContentPage, HomePage
from cms.starter.services import make_pages
from cms.starter.starter_pages import STARTER_PAGES
from tenants.accounts.roles import CONTENT_EDITOR, MANAGER, OFFICER

pytestmark = pytest.mark.django_db


def test_its_site_is_its_own_host_and_home(alpha):
    site = Site.objects.get()
    assert (site.hostname, site.site_name) == ("alpha.localhost", "Alpha Council")
    assert site.root_page.specific == HomePage.objects.get()


def test_it_has_the_starter_pages_and_nothing_of_wagtails_own(alpha):
    home = HomePage.objects.get()
    assert [page.slug for page in home.get_children()] == [starter.slug for starter in STARTER_PAGES]
    assert Page.objects.count() == 2 + len(STARTER_PAGES)


def test_every_page_the_frame_links_to_is_a_starter_page():
    assert {starter.slug for starter in STARTER_PAGES} >= LINKED_SLUGS


def test_running_the_step_again_changes_nothing_and_keeps_edits(alpha):
    page = ContentPage.objects.get(slug="about")
    page.summary = "In our own words."
    page.save_revision().publish()
    make_pages(alpha)
    assert ContentPage.objects.get(slug="about").summary == "In our own words."
    assert Page.objects.count() == 2 + len(STARTER_PAGES)


@pytest.mark.parametrize("starter", STARTER_PAGES, ids=lambda starter: starter.slug)
def test_a_starter_page_can_be_read_and_names_only_its_council(alpha, client_for, starter):
    response = client_for(alpha).get(f"/{starter.slug}/")
    html = response.content.decode()
    assert response.status_code == 200
    assert f"<title>{starter.title} – SEND Local Offer – Alpha Council</title>" in html
    assert html.count("<h1") == 1
    assert "{name}" not in html
    assert "Beta" not in html


def test_a_starter_page_offers_a_number_to_press_and_an_address_to_write_to(councils):
    council = councils.alpha
    council.phone, council.email, council.address = "01632 960100, option 2", "offer@alpha.example", "1 <b>Street</b>"
    words = points(*ways_to_reach(council))
    assert '<a href="tel:01632960100">01632 960100, option 2</a>' in words
    assert '<a href="mailto:offer@alpha.example">offer@alpha.example</a>' in words
    assert "1 &lt;b&gt;Street&lt;/b&gt;" in words


def test_editors_and_managers_edit_pages_and_officers_do_not(alpha):
    permitted = GroupPagePermission.objects.filter(permission__codename="publish_page")
    assert set(permitted.values_list("group__name", flat=True)) == {CONTENT_EDITOR, MANAGER}


@pytest.mark.parametrize("role", [OFFICER, CONTENT_EDITOR, MANAGER])
def test_every_role_enters_the_admin_and_none_has_a_right_over_listings(alpha, role):
    permissions = Group.objects.get(name=role).permissions
    assert permissions.filter(codename="access_admin").exists()
    assert not permissions.filter(
        content_type__app_label="listings", codename__regex="add|change|publish|delete"
    ).exists()
