"""Council staff edit pages in the admin; what the frame links to stays."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cms.pages.models import ContentPage, HomePage
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(alpha, with_second_factor, client_for):
    return client_for(alpha, with_second_factor(PersonFactory(content_editor=True)))


@pytest.fixture
def officer(alpha, with_second_factor, client_for):
    return client_for(alpha, with_second_factor(PersonFactory(officer=True)))


def page(slug):
    return ContentPage.objects.get(slug=slug)


def test_an_editor_opens_a_page_under_the_councils_name(editor):
    assert editor.get(reverse("wagtailadmin_pages:edit", args=[page("about").pk])).status_code == 200
    assert "Alpha Council" in editor.get("/admin/").content.decode()


def test_an_officer_cannot_edit_pages(officer):
    response = officer.get(reverse("wagtailadmin_pages:edit", args=[page("about").pk]))
    assert response.status_code == 302


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_a_page_the_frame_links_to_cannot_be_taken_away(editor, action):
    editor.post(reverse(f"wagtailadmin_pages:{action}", args=[page("about").pk]))
    assert page("about").live


def test_a_page_the_frame_links_to_cannot_be_moved(editor):
    about = page("about")
    target = page("privacy")
    editor.post(reverse("wagtailadmin_pages:move_confirm", args=[about.pk, target.pk]))
    assert page("about").get_parent().specific == HomePage.objects.get()


def test_a_page_the_frame_links_to_keeps_its_address(alpha):
    about = page("about")
    about.slug = "about-us"
    with pytest.raises(ValidationError, match="keep its address"):
        about.clean()


def test_any_other_page_can_change_its_address_and_go(alpha, editor):
    other = page("ehc-needs-assessment")
    other.slug = "assessments"
    other.clean()
    editor.post(reverse("wagtailadmin_pages:unpublish", args=[other.pk]))
    assert not page("ehc-needs-assessment").live


def test_the_home_page_cannot_be_taken_away(editor):
    editor.post(reverse("wagtailadmin_pages:delete", args=[HomePage.objects.get().pk]))
    assert HomePage.objects.get().live


def test_markup_that_an_editor_pastes_is_not_run(alpha, client_for):
    about = page("about")
    about.summary = "<script>alert(1)</script>"
    about.body = [("notice", {"title": "<b>Note</b>", "text": "<img src=x>"})]
    about.save_revision().publish()
    html = client_for(alpha).get("/about/").content.decode()
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "&lt;b&gt;Note&lt;/b&gt;" in html
