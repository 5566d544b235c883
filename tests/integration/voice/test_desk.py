"""Officers read, publish and answer what families say; criticism can't be refused, and two officers never collide."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.voice.errors import ChangedMeanwhile, NotAllowed, StillPersonal, WrongState
from cms.voice.kinds import CameBy, Refusal, Theme
from cms.voice.models import Comment, VoiceSettings
from cms.voice.services.answering import answer, close_fact, pass_on
from cms.voice.services.deciding import file_under, flag, publish_comment, refuse
from cms.voice.services.keeping import erase
from cms.voice.services.settings import name_recipient
from cms.voice.services.telling import Said, enter
from providers.conversations.models import Message
from tenants.audit.models import Entry
from tenants.councils.models import Council
from tenants.mail.models import Mail
from tests.factories import PersonFactory, ServiceFactory
from tests.factories.comments import QUALITY, told
from tests.integration.review.conftest import cast  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 1)
ANSWER = {"response": "You are right.", "action": "We now ring back in two days.", "action_on": TODAY}


@pytest.fixture
def officer(alpha, with_second_factor):
    return with_second_factor(PersonFactory(officer=True, name="Ona Officer"))


@pytest.fixture
def desk(alpha, officer, client_for):
    return client_for(alpha, officer)


def page_of(comment):
    return reverse("voice:comment", args=[comment.pk])


def act(comment, code, **given):
    return {"act": code, "version": comment.version, **given}


def test_a_comment_is_published_with_what_was_changed_marked_then_answered(desk, officer):
    comment = told(words="Mrs Jones never rang us back.", email="ann@family.example")
    page = desk.get(page_of(comment)).text
    assert "<mark>Mrs Jones</mark>" in page
    assert desk.post(page_of(comment), act(comment, "publish", words="A worker never rang us back.")).status_code == 302
    comment.refresh_from_db()
    assert comment.public_words == "[A worker] never rang us back."
    answered = desk.post(page_of(comment), act(comment, "answer", **{**ANSWER, "action_on": "1 12 2026"}))
    assert answered.status_code == 302
    comment.refresh_from_db()
    assert (comment.response, comment.action, comment.action_on) == (*ANSWER.values(),)
    mail = Mail.objects.get(event__startswith="comment-answered:")
    assert mail.to == "ann@family.example"
    assert f"/feedback/{comment.receipt_number}/" in mail.text
    assert "rang" not in mail.text + mail.subject
    assert comment.contact.kept_until == timezone.localdate() + timedelta(days=90)


def test_what_looks_personal_is_published_only_when_an_officer_says_that_it_is_not(desk, officer):
    comment = told(words="Ring the Night Owls on 01632 960001 and nobody answers")
    refused = desk.post(page_of(comment), act(comment, "publish", words=comment.words))
    assert refused.status_code == 409
    assert "look like details of a person" in refused.text
    with pytest.raises(StillPersonal):
        publish_comment(user=officer, comment=comment, version=0, words=comment.words, nobody=False)
    assert desk.post(page_of(comment), act(comment, "publish", words=comment.words, nobody="on")).status_code == 302


def test_there_are_two_reasons_for_not_publishing_and_criticism_is_none(desk):
    comment = told(email="ann@family.example")
    for reason in ("quality", "gap", ""):
        assert desk.post(page_of(comment), act(comment, "refuse", reason=reason)).status_code == 422
    assert {each.value for each in Refusal} == {"abusive", "individual"}
    assert desk.post(page_of(comment), act(comment, "refuse", reason="individual")).status_code == 302
    receipt = desk.get(f"/feedback/{comment.receipt_number}/").text
    assert "what one child or young person gets" in receipt
    assert "To complain" in receipt
    assert Mail.objects.filter(event__startswith="comment-answered:").exists()


def test_the_second_of_two_officers_is_told_and_keeps_what_they_typed(desk, officer):
    comment = told()
    other = PersonFactory(officer=True, name="Otis Other")
    publish_comment(user=other, comment=comment, version=0, words=comment.words, nobody=True)
    response = desk.post(page_of(comment), act(comment, "publish", words="My own words"))
    assert response.status_code == 409
    assert "Otis Other" in response.text
    assert "My own words" in response.text
    comment.refresh_from_db()
    assert comment.public_words == QUALITY
    with pytest.raises(ChangedMeanwhile):
        refuse(user=officer, comment=comment, version=0, reason=Refusal.ABUSIVE)


def test_only_officers_act(alpha):
    comment = told()
    for person in (PersonFactory(), PersonFactory(manager=True), PersonFactory(commissioner=True)):
        common = {"user": person, "comment": comment, "version": 0}
        for refused in (
            lambda common=common: publish_comment(**common, words="x", nobody=True),
            lambda common=common: refuse(**common, reason=Refusal.ABUSIVE),
            lambda common=common: flag(**common),
            lambda common=common: file_under(**common, theme=Theme.GAP),
            lambda common=common: answer(**common, **ANSWER),
            lambda common=common: close_fact(**common, mended=True, words=""),
            lambda common=common: pass_on(**common, words="x"),
        ):
            with pytest.raises(NotAllowed):
                refused()
    said = Said(theme="gap", who="parent", words="x")
    with pytest.raises(NotAllowed):
        enter(user=PersonFactory(), said=said, about=None, came_by=CameBy.PHONE, received_on=TODAY)
    with pytest.raises(NotAllowed):
        name_recipient(user=PersonFactory(officer=True), safeguarding_email="")


def test_nothing_is_answered_before_it_is_published_nor_done_with_what_was_erased(alpha, officer):
    comment = told()
    with pytest.raises(WrongState):
        answer(user=officer, comment=comment, version=0, **ANSWER)
    erase(comment=comment)
    comment.refresh_from_db()
    with pytest.raises(WrongState):
        publish_comment(user=officer, comment=comment, version=comment.version, words="x", nobody=True)


def test_a_wrong_fact_is_put_right_not_published_and_its_receipt_says_so(alpha, desk, officer):
    service = ServiceFactory(approved=True, name="Night Owls")
    comment = told(service, theme="fact", words="The number is dead.")
    assert "The number is dead." not in desk.get(reverse("voice:queue")).text
    assert "The number is dead." in desk.get(reverse("voice:queue"), {"show": "facts"}).text
    with pytest.raises(WrongState):
        publish_comment(user=officer, comment=comment, version=0, words="x", nobody=True)
    assert reverse("review:service", args=[service.uuid]) in desk.get(page_of(comment)).text
    desk.post(page_of(comment), act(comment, "mended", words="The new number is on the page."))
    receipt = desk.get(f"/feedback/{comment.receipt_number}/").text
    assert "We put it right on" in receipt
    assert "The new number is on the page." in receipt
    assert "The number is dead." not in desk.get("/you-said-we-did/").text


def test_what_was_filed_wrongly_is_filed_anew_until_it_is_decided_on(alpha, officer):
    comment = file_under(user=officer, comment=told(theme="fact"), version=0, theme=Theme.QUALITY)
    comment = publish_comment(user=officer, comment=comment, version=1, words=comment.words, nobody=True)
    with pytest.raises(WrongState):
        file_under(user=officer, comment=comment, version=2, theme=Theme.FACT)
    assert file_under(user=officer, comment=comment, version=2, theme=Theme.GAP).theme == "gap"


def test_a_flag_mails_the_named_recipient_once_and_nothing_of_the_comment(alpha, officer):
    Council.objects.filter(pk=alpha.pk).update(email="offer@alpha.example")
    name_recipient(user=PersonFactory(manager=True), safeguarding_email="mash@alpha.example")
    comment = told(words="I am not sure about this one")
    for version in (0, 1):
        flag(user=officer, comment=comment, version=version)
    mail = Mail.objects.get(event__startswith="comment-concern:")
    assert mail.to == "mash@alpha.example"
    assert "not sure" not in mail.text


def test_its_people_are_asked_in_the_listings_conversation(alpha, cast, with_second_factor, client_for):  # noqa: F811
    service = ServiceFactory(organisation=cast.organisation, user=cast.owner, approved=True)
    comment = told(service)
    desk = client_for(alpha, with_second_factor(cast.officer))
    assert QUALITY in desk.get(page_of(comment)).text
    sent = desk.post(page_of(comment), act(comment, "pass-on", message="A family says you never ring back. Why?"))
    assert sent.status_code == 302
    assert Message.objects.get().text == "A family says you never ring back. Why?"
    assert Mail.objects.filter(to=cast.owner.email, text__contains="never ring back").exists()


def test_nobody_is_asked_where_nobody_looks_after_the_listing(alpha, officer):
    comment = told(ServiceFactory(approved=True))
    with pytest.raises(WrongState):
        pass_on(user=officer, comment=comment, version=0, words="Why?")


def test_what_came_by_phone_is_entered_with_its_page_and_gets_a_receipt(alpha, desk):
    service = ServiceFactory(approved=True, name="Night Owls")
    form = {
        "came_by": "phone",
        "received_on": "1 11 2026",
        "theme": "gap",
        "page": f"http://alpha.localhost{service.get_absolute_url()}",
        "words": "There is nothing on Sundays.",
        "who": "parent",
        "phone": "01632 960005",
        "email": "",
    }
    response = desk.post(reverse("voice:enter"), form, follow=True)
    comment = Comment.objects.get()
    assert (comment.about_name, comment.came_by, comment.received_on) == ("Night Owls", "phone", date(2026, 11, 1))
    assert comment.contact.phone == "01632 960005"
    assert comment.receipt_number in response.text
    for wrong in ({"page": "/no-such/"}, {"received_on": "1 1 2999"}, {"words": ""}, {"came_by": "form"}):
        assert desk.post(reverse("voice:enter"), {**form, **wrong}).status_code == 422
    assert Comment.objects.count() == 1


def test_the_list_has_parts_filters_and_an_empty_state(alpha, desk, officer):
    assert "Nothing is here" in desk.get(reverse("voice:queue")).text
    first, second = told(words="First words"), told(words="Second words", theme="gap", who="young-person")
    refuse(user=officer, comment=first, version=0, reason=Refusal.ABUSIVE)
    shown = desk.get(reverse("voice:queue")).text
    assert "Second words" in shown
    assert "First words" not in shown
    assert "First words" in desk.get(reverse("voice:queue"), {"show": "refused"}).text
    assert "Nothing fits" in desk.get(reverse("voice:queue"), {"who": "parent"}).text
    assert "Second words" in desk.get(reverse("voice:queue"), {"theme": "gap"}).text
    assert desk.get(reverse("voice:queue"), {"theme": "x"}).status_code == 400
    assert desk.get(page_of(second)).status_code == 200


def test_the_list_asks_the_same_for_one_comment_and_for_fifty(
    alpha, desk, django_assert_num_queries, django_assert_max_num_queries
):
    told(words="Words 0")
    with django_assert_max_num_queries(60) as few:
        desk.get(reverse("voice:queue"))
    for number in range(1, 50):
        told(words=f"Words {number}")
    with django_assert_num_queries(len(few)):
        desk.get(reverse("voice:queue"))


def test_officers_see_on_their_home_page_how_many_wait(alpha, desk):
    assert "Comments from families" not in desk.get("/admin/").text
    told()
    assert "1 comment waits" in desk.get("/admin/").text


def test_managers_name_who_is_told(alpha, client_for, with_second_factor):
    browser = client_for(alpha, with_second_factor(PersonFactory(manager=True)))
    page = reverse("voice:settings")
    assert browser.post(page, {"safeguarding_email": "nonsense"}).status_code == 422
    assert browser.post(page, {"safeguarding_email": "mash@alpha.example"}).status_code == 302
    assert VoiceSettings.objects.get().safeguarding_email == "mash@alpha.example"
    assert "mash@alpha.example" in browser.get(page).text


def test_no_word_of_a_comment_is_in_the_audit_trail_and_who_saw_a_contact_is(alpha, desk, officer):
    comment = told(words="Marmalade words", email="ann@family.example")
    desk.get(page_of(comment))
    desk.post(page_of(comment), act(comment, "publish", words="Marmalade words"))
    comment.refresh_from_db()
    desk.post(page_of(comment), act(comment, "answer", **{**ANSWER, "action_on": "1 12 2026"}))
    entries = [f"{each} {each.details}" for each in Entry.objects.all()]
    assert len([each for each in entries if "voice." in each]) == 2
    assert not [each for each in entries if "Marmalade" in each or "ann@" in each or "ring back" in each]
    assert Entry.objects.filter(action="view", actor_id=officer.pk).exists()
