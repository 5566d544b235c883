"""What families read: comments with their answers by year and theme, counts of all, and a feed."""

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from cms.voice.kinds import Refusal
from cms.voice.models import Comment
from cms.voice.services.answering import answer
from cms.voice.services.deciding import publish_comment, refuse
from cms.voice.services.keeping import erase
from tests.factories import PersonFactory, ServiceFactory
from tests.factories.comments import told

pytestmark = pytest.mark.django_db
PAGE = "/you-said-we-did/"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def officer(alpha):
    return PersonFactory(officer=True)


@pytest.fixture
def family(alpha, client_for):
    return client_for(alpha)


def made(officer, *, answered=False, service=None, received_on=None, **said):
    comment = told(service, **said)
    comment = publish_comment(user=officer, comment=comment, version=0, words=comment.words, nobody=True)
    if answered:
        comment = answer(
            user=officer,
            comment=comment,
            version=1,
            response=f"Answer to {comment.words}",
            action="We changed it.",
            action_on=date(2026, 11, 30),
        )
    if received_on:
        Comment.objects.filter(pk=comment.pk).update(received_on=received_on)
    return comment


def test_before_anything_is_published_the_page_says_so_and_leads_to_the_form(family):
    page = family.get(PAGE).text
    assert "Nothing is published here yet" in page
    assert 'href="/feedback/"' in page


def test_both_sides_words_the_action_and_its_day_are_read_and_what_waits_is_counted(family, officer):
    service = ServiceFactory(approved=True, name="Night Owls")
    made(officer, words="Nobody rings back", answered=True, service=service)
    made(officer, words="Nothing on Sundays", theme="gap")
    told(words="Not read yet")
    refuse(user=officer, comment=told(words="Rude words"), version=0, reason=Refusal.ABUSIVE)
    told(words="The number is dead", theme="fact")
    page = family.get(PAGE).text
    for words in (
        "Nobody rings back",
        "Answer to Nobody rings back",
        "We changed it.",
        "30 November 2026",
        "Night Owls",
    ):
        assert words in page
    for words in ("Not read yet", "Rude words", "The number is dead"):
        assert words not in page
    tally = family.get(PAGE).context["tally"]
    assert (tally.received, tally.published, tally.answered, tally.unanswered, tally.unread, tally.refused) == (
        4,
        2,
        1,
        1,
        1,
        1,
    )
    assert page.count("Not answered yet") == 1


def test_a_year_and_a_theme_narrow_the_list_and_its_counts(family, officer):
    made(officer, words="Last year", received_on=date(2025, 5, 1))
    made(officer, words="This year", theme="gap", received_on=date(2026, 5, 1))
    of_year = family.get(PAGE, {"year": "2025"})
    assert ("Last year" in of_year.text, "This year" in of_year.text) == (True, False)
    assert of_year.context["tally"].received == 1
    assert of_year.context["years"] == [2026, 2025]
    of_theme = family.get(PAGE, {"theme": "gap"}).text
    assert ("Last year" in of_theme, "This year" in of_theme) == (False, True)
    for wrong in ({"year": "x"}, {"year": "20255"}, {"year": "\u0661"}, {"theme": "fact"}, {"theme": "\x00"}):
        assert family.get(PAGE, wrong).status_code == 404


def test_long_lists_have_pages_and_ask_the_same_each_time(family, officer, django_assert_num_queries):
    made(officer, words="Comment 0")
    few = _asked(family)
    for number in range(1, 25):
        made(officer, words=f"Comment {number}")
    with django_assert_num_queries(few):
        assert family.get(PAGE).context["pages"] == 2
    assert family.get(PAGE, {"page": "2"}).text.count("<article") == 5
    assert family.get(PAGE, {"page": "nonsense"}).status_code == 200


def _asked(family):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    family.get(PAGE)
    with CaptureQueriesContext(connection) as asked:
        family.get(PAGE)
    return len(asked)


def test_one_comment_has_an_address_of_its_own_while_it_is_published(family, officer):
    comment = made(officer, words="To be linked")
    address = f"{PAGE}{comment.pk}/"
    assert "To be linked" in family.get(address).text
    erase(comment=comment)
    assert family.get(address).status_code == 404
    assert family.get(f"{PAGE}{told().pk}/").status_code == 404
    assert family.get(f"{PAGE}99999999999999999999/").status_code == 404


def test_what_was_erased_is_read_nowhere_and_still_counted(family, officer):
    comment = made(officer, words="To be forgotten", answered=True)
    erase(comment=comment)
    response = family.get(PAGE)
    assert "forgotten" not in response.text
    assert "forgotten" not in family.get(f"{PAGE}feed/").text
    assert response.context["tally"].received == 1


def test_the_feed_is_atom_with_the_councils_own_addresses(family, officer):
    made(officer, words="A <b>bold</b> & long word", answered=True)
    made(officer, words="Waits")
    response = family.get(f"{PAGE}feed/")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 2
    assert all(each.find(f"{ATOM}link").get("href").startswith("http://alpha.localhost") for each in entries)
    words = [each.findtext(f"{ATOM}summary") for each in entries]
    assert any("We did: We changed it." in each for each in words)
    assert any("Not answered yet." in each for each in words)


def test_no_contact_is_ever_on_a_public_page(family, officer):
    comment = made(officer, words="Words", email="ann@family.example")
    for address in (PAGE, f"{PAGE}{comment.pk}/", f"{PAGE}feed/"):
        assert "ann" not in family.get(address).text.replace("answer", "")
    assert comment.decided_at > timezone.now() - timedelta(hours=1)
