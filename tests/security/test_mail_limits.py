"""Nobody has mails sent without end: each kind that outsiders cause has limits, also for many at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from providers.people.mails import INVITATION
from providers.people.models import Claim, Invitation
from providers.people.services.claims import Evidence, claim_organisation
from tenants.councils.scope import council_scope
from tenants.mail import account_mails
from tenants.mail.errors import TooManyMails
from tenants.mail.limits import STAFF, Limits, count_mail
from tenants.mail.models import Mail
from tenants.mail.services.outbox import owe_templated
from tenants.mail.templates import every_template
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory

LIMITED = {
    "account-code",
    "account-exists",
    "account-new-password",
    "account-sign-in-link",
    "account-unknown",
    "claim-made",
    "fact-reported",
    "invitation",
    "message-to-council",
    "staff-invitation",
}
BY_ITS_FORM = {"comment-concern": "`cms.voice.views.public` counts what a visitor sends, by place and council"}
BY_THE_COUNCIL = {
    *("review-approved", "review-changes-asked", "review-edited", "review-rejected"),
    *("review-words-approved", "review-words-taken-down", "suggestion-added", "suggestion-declined"),
    *("council-edited", "message-to-provider", "comment-answered"),
    *("claim-approved", "claim-declined", "claim-joined", "claim-taken-out", "merged", "from-council"),
}
"""What an officer decides or writes."""
BY_TIME = {"check-due", "check-last", "check-list", "check-reminder", "comments-wait", "page-check"}
WARNING = "a warning, which must go; what it warns of has a limit"
ONCE = {
    **dict.fromkeys(("joined", "staff-joined"), "once for each invitation"),
    "account-address-changed": WARNING,
    "account-password-changed": WARNING,
    "account-second-step-changed": WARNING,
}


def test_every_kind_of_mail_says_who_causes_it():
    known = LIMITED | BY_ITS_FORM.keys() | BY_THE_COUNCIL | BY_TIME | ONCE.keys()
    assert {template.name for template in every_template()} == known
    assert {template.name for template in every_template() if template.limits} == LIMITED


def _at_once(council, times, act):
    """What `act` gives for each number below `times`, each in a thread and on a connection of its own."""
    barrier = Barrier(times)

    def run(number):
        try:
            with council_scope(council):
                barrier.wait(timeout=300)
                return act(number)
        except TooManyMails as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


SENDERS = {
    "from one": (Limits(from_one=7, to_one=99, of_council=99), lambda number: ("eve", f"{number}@mail.example")),
    "to one": (Limits(from_one=99, to_one=7, of_council=99), lambda number: (f"eve{number}", "Ann@mail.example")),
    "of a council": (
        Limits(from_one=99, to_one=99, of_council=7),
        lambda number: (f"e{number}", f"{number}@x.example"),
    ),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("which", SENDERS)
def test_of_many_at_once_no_more_go_than_of_one_by_one(alpha, which):
    limits, who = SENDERS[which]

    def send(number):
        sender, to = who(number)
        count_mail("test", limits, sender=sender, to=to)

    results = _at_once(alpha, 16, send)
    assert results.count(None) == 7
    assert all(isinstance(each, TooManyMails) for each in results if each is not None)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", ["/accounts/password/reset/", "/accounts/login/link/"])
def test_requests_at_once_for_one_address_send_few_mails(alpha, path):
    PersonFactory(email="ann@mail.example")
    answers = _at_once(
        alpha,
        16,
        lambda number: Client(headers={"host": "alpha.localhost"}, REMOTE_ADDR=f"192.0.2.{number}").post(
            path, {"email": "ann@mail.example"}
        ),
    )
    statuses = [answer.status_code for answer in answers]
    assert set(statuses) == {302, 429}
    assert len(mail.outbox) == statuses.count(302) <= account_mails.NEW_PASSWORD.limits.to_one


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/provider/register/", {"name": "Nia", "password1": "three quiet hedgehogs"}),
        ("/accounts/password/reset/", {}),
        ("/accounts/login/link/", {}),
    ],
)
def test_a_mailbox_gets_no_more_than_it_needs_whichever_way_mails_are_asked_for(alpha, client_for, path, given):
    for number in range(account_mails.CODE.limits.to_one):
        count_mail("account", account_mails.CODE.limits, sender=f"192.0.2.{number}", to="ann@mail.example")
    answer = client_for(alpha).post(path, {**given, "email": "Ann@mail.example"})
    assert answer.status_code == 429
    assert mail.outbox == []


@pytest.mark.django_db
def test_one_councils_limits_are_not_anothers(alpha, beta):
    limits = Limits(from_one=1, to_one=1, of_council=1)
    count_mail("test", limits, sender="eve", to="ann@mail.example")
    with council_scope(beta):
        count_mail("test", limits, sender="eve", to="ann@mail.example")
    with pytest.raises(TooManyMails):
        count_mail("test", limits, sender="eve", to="ann@mail.example")


@pytest.mark.django_db
def test_an_owner_is_told_beside_the_field_and_nothing_is_half_done(alpha, client_for):
    owners = [MembershipFactory(organisation=OrganisationFactory(published=True)) for _ in range(6)]
    answers = [
        client_for(alpha, each.user).post(
            f"/provider/organisations/{each.organisation.uuid}/people/", {"email": "ann@mail.example", "role": "viewer"}
        )
        for each in owners
    ]
    most = INVITATION.limits.to_one
    assert [answer.status_code for answer in answers] == [302] * most + [429] * (len(owners) - most)
    assert "Too many emails have been sent. Try again tomorrow." in answers[-1].text
    assert "ann@mail.example" in answers[-1].text
    assert Invitation.objects.count() == Mail.objects.filter(template="invitation").count() == most


@pytest.mark.django_db
def test_an_officer_is_told_too_when_somebody_was_invited_too_often(alpha, client_for, with_second_factor):
    for number in range(INVITATION.limits.to_one):
        count_mail("invitation", INVITATION.limits, sender=f"person:{number}", to="ann@mail.example")
    officer = with_second_factor(PersonFactory(officer=True))
    form = {"name": "Night Owls", "kind": "voluntary", "email": "ann@mail.example"}
    answer = client_for(alpha, officer).post("/admin/people/set-up/", form)
    assert (answer.status_code, Invitation.objects.count()) == (422, 0)
    assert "Too many emails have been sent" in answer.text


@pytest.mark.django_db
def test_officers_set_up_as_many_as_call_them(alpha):
    limits = Limits(from_one=1, to_one=9, of_council=99)
    for number in range(9):
        count_mail("test", limits, sender=STAFF, to=f"{number}@mail.example")


@pytest.mark.django_db
def test_a_flood_of_claims_mails_an_owner_some_times_and_every_claim_stands(alpha):
    owner = MembershipFactory(organisation=OrganisationFactory(published=True))
    for _ in range(12):
        evidence = Evidence(job="Manager")
        claim_organisation(user=PersonFactory(), organisation=owner.organisation, kind="claim", evidence=evidence)
    assert Claim.objects.count() == 12
    assert Mail.objects.filter(template="claim-made", to=owner.user.email).count() == 10


@pytest.mark.django_db
def test_what_people_cause_is_not_owed_without_saying_who(alpha):
    values = dict.fromkeys(INVITATION.placeholders, "")
    with pytest.raises(ValueError, match="Who has a mail"):
        owe_templated(event="x", to="ann@mail.example", template=INVITATION, values=values, about={})
    assert not Mail.objects.exists()
