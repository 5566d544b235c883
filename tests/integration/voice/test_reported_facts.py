"""The people of a listing are asked at once whether a fact is right, and answer with one button."""

import pytest
from django.urls import reverse

from cms.voice.errors import NotAllowed, WrongState
from cms.voice.kinds import FactAnswer
from cms.voice.models import Comment
from cms.voice.services.answering import close_fact, say_of_fact
from cms.voice.still_true import why_fact_untrue
from tenants.mail.models import Mail
from tests.factories import ServiceFactory
from tests.factories.comments import told
from tests.integration.review.conftest import cast  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db
DEAD = "The number 01632 960001 is dead."


@pytest.fixture
def service(cast):  # noqa: F811
    return ServiceFactory(organisation=cast.organisation, user=cast.owner, approved=True, name="Night Owls")


def mails():
    return Mail.objects.filter(event__startswith="fact-reported:")


def test_its_people_get_a_mail_without_the_words_and_a_task_on_the_listing(alpha, cast, service, client_for):  # noqa: F811
    told(service, theme="fact", words=DEAD)
    assert set(mails().values_list("to", flat=True)) >= {cast.owner.email, cast.editor.email}
    assert not mails().filter(text__contains="dead").exists()
    browser = client_for(alpha, cast.owner)
    page = reverse("reported-facts", args=[service.uuid])
    assert page in browser.get(reverse("portal:service", args=[service.uuid])).text
    assert DEAD in browser.get(page).text


def test_their_answer_is_kept_once_and_read_by_the_officer_who_closes_it(
    alpha,
    cast,  # noqa: F811
    service,
    client_for,
    with_second_factor,
):
    comment = told(service, theme="fact", words=DEAD)
    browser, page = client_for(alpha, cast.owner), reverse("reported-facts", args=[service.uuid])
    assert browser.post(page, {"comment": comment.pk}).status_code == 422
    for _ in range(2):
        form = {"comment": comment.pk, "said": "mended", "words": "New number since May"}
        assert browser.post(page, form).status_code == 302
    comment.refresh_from_db()
    assert (comment.people_say, comment.version) == ("mended", 1)
    assert page not in browser.get(reverse("portal:service", args=[service.uuid])).text
    desk = client_for(alpha, with_second_factor(cast.officer))
    assert "New number since May" in desk.get(reverse("voice:comment", args=[comment.pk])).text
    assert "Its people answered" in desk.get(reverse("voice:queue"), {"show": "facts"}).text
    close_fact(user=cast.officer, comment=comment, version=1, mended=True, words="")
    with pytest.raises(WrongState):
        say_of_fact(user=cast.owner, service=service, comment_id=comment.pk, said=FactAnswer.RIGHT, words="")


@pytest.mark.parametrize(
    "words", ["My son Oliver was told the wrong day.", "Ring me on 07700 900123, the time is wrong", "He hits me there"]
)
def test_what_says_who_somebody_is_goes_past_an_officer_first(alpha, cast, service, client_for, words):  # noqa: F811
    told(service, theme="fact", words=words)
    assert not mails().exists()
    assert words not in client_for(alpha, cast.owner).get(reverse("reported-facts", args=[service.uuid])).text


def test_nobody_else_answers(alpha, cast, service, client_for):  # noqa: F811
    comment, other = told(service, theme="fact", words=DEAD), ServiceFactory(approved=True)
    for nobody in (cast.viewer, cast.outsider, cast.officer):
        with pytest.raises(NotAllowed):
            say_of_fact(user=nobody, service=service, comment_id=comment.pk, said=FactAnswer.RIGHT, words="")
    page = reverse("reported-facts", args=[service.uuid])
    assert client_for(alpha, cast.outsider).get(page).status_code == 404
    assert client_for(alpha, cast.viewer).post(page, {"comment": comment.pk, "said": "right"}).status_code == 403
    told(other, theme="fact", words="Another listing’s")
    assert "Another listing’s" not in client_for(alpha, cast.owner).get(page).text
    form = {"comment": Comment.objects.latest("pk").pk, "said": "right"}
    assert client_for(alpha, cast.owner).post(page, form).status_code == 302
    assert not Comment.objects.exclude(people_say="").exists()


def test_its_mail_does_not_leave_once_there_is_nothing_to_check(cast, service):  # noqa: F811
    comment = told(service, theme="fact", words=DEAD)
    about = {"comment": comment.pk, "person": cast.owner.pk}
    assert why_fact_untrue(about) == ""
    assert why_fact_untrue({**about, "person": cast.viewer.pk})
    close_fact(user=cast.officer, comment=comment, version=0, mended=False, words="")
    assert why_fact_untrue(about)
