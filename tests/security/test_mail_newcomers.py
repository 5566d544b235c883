"""Who isn't known to the council has no mail sent to strangers in its name, until an officer has approved them."""

import pytest
from django.core import mail
from django.core.cache import cache

from providers.listings.data import OrganisationData
from providers.listings.errors import NotAllowed
from providers.listings.models import Membership, Organisation
from providers.people.errors import PeopleError
from providers.people.mails import INVITATION
from providers.people.models import Invitation
from providers.people.services.members import invite, withdraw_invitation
from providers.people.services.set_up import set_up_organisation, start_organisation
from providers.people.tasks import sweep_invitations
from providers.review.selectors import current_submission
from providers.review.services.submissions import approve, reject, submit
from tenants.mail.limits import count_mail
from tenants.mail.models import Mail
from tenants.mail.services.delivery import send_waiting_mail
from tests.factories import MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db
STRANGERS = [f"stranger{number}@mail.example" for number in range(12)]


@pytest.fixture
def newcomer(alpha):
    return PersonFactory(name="Your account is locked, open http://evil.example")


@pytest.fixture
def unapproved(newcomer) -> Organisation:
    return start_organisation(user=newcomer, data=OrganisationData(name="Evil dot example", kind="voluntary"))


def _page(organisation):
    return f"/provider/organisations/{organisation.uuid}/people/"


def _decide(decision, organisation, owner, **how):
    submit(user=owner, listing=organisation)
    decision(user=PersonFactory(officer=True), task_state=current_submission(organisation), **how)


def test_twelve_invitations_of_a_newcomer_send_no_mail_and_the_page_says_so(alpha, client_for, newcomer, unapproved):
    browser = client_for(alpha, newcomer)
    for address in STRANGERS:
        answer = browser.post(_page(unapproved), {"email": address, "role": "editor"}, follow=True)
    assert f"We will send the invitation to {address} when the council has approved the organisation." in answer.text
    assert answer.text.count("Not sent yet") == len(STRANGERS)
    send_waiting_mail()
    assert (Mail.objects.count(), mail.outbox) == (0, [])


def test_when_it_is_approved_what_waited_goes_once(newcomer, unapproved):
    invitations = [invite(user=newcomer, organisation=unapproved, email=each, role="editor") for each in STRANGERS[:3]]
    invite(user=newcomer, organisation=unapproved, email=STRANGERS[0], role="viewer")
    withdraw_invitation(user=newcomer, invitation=invitations[2])
    _decide(approve, unapproved, newcomer)
    assert sorted(Mail.objects.filter(template="invitation").values_list("to", flat=True)) == STRANGERS[:2]
    assert set(Invitation.objects.filter(withdrawn_at=None).values_list("times_sent", flat=True)) == {1}
    send_waiting_mail()
    invited = [sent for sent in mail.outbox if sent.to[0] in STRANGERS]
    assert len(invited) == 2
    assert all("evil.example" not in sent.body + sent.subject for sent in invited)


def test_when_it_is_rejected_nothing_goes(newcomer, unapproved):
    invite(user=newcomer, organisation=unapproved, email=STRANGERS[0], role="editor")
    _decide(reject, unapproved, newcomer, reason="We do not know it.")
    assert not Mail.objects.filter(to=STRANGERS[0]).exists()


def test_one_beyond_the_limits_waits_on_and_stops_no_approval(newcomer, unapproved):
    for number in range(INVITATION.limits.to_one):
        count_mail("invitation", INVITATION.limits, sender=f"person:{number}", to=STRANGERS[0])
    for each in STRANGERS[:2]:
        invite(user=newcomer, organisation=unapproved, email=each, role="editor")
    _decide(approve, unapproved, newcomer)
    assert Organisation.objects.get(pk=unapproved.pk).live
    assert list(Mail.objects.filter(template="invitation").values_list("to", flat=True)) == [STRANGERS[1]]
    assert Invitation.objects.get(email=STRANGERS[0]).times_sent == 0
    cache.clear()
    assert [sweep_invitations(), sweep_invitations()] == [1, 0]
    assert Mail.objects.filter(to=STRANGERS[0]).exists()


def test_an_officer_invites_to_what_they_set_up_but_its_owner_waits(alpha):
    officer = PersonFactory(officer=True)
    data = OrganisationData(name="Night Owls", kind="voluntary")
    organisation = set_up_organisation(user=officer, data=data, email="owner@mail.example").organisation
    assert Mail.objects.get().to == "owner@mail.example"
    owner = MembershipFactory(organisation=organisation, role=Membership.Role.OWNER).user
    assert not invite(user=owner, organisation=organisation, email=STRANGERS[0], role="editor").is_mailed
    assert Mail.objects.count() == 1


def test_a_hidden_organisation_invites_nobody(newcomer, unapproved):
    _decide(approve, unapproved, newcomer)
    Organisation.objects.filter(pk=unapproved.pk).update(suspended=True)
    with pytest.raises(PeopleError, match="hidden this organisation"):
        invite(user=newcomer, organisation=unapproved, email=STRANGERS[0], role="editor")
    assert not Invitation.objects.exists()


def test_what_was_owed_before_it_was_hidden_does_not_go(newcomer, unapproved):
    _decide(approve, unapproved, newcomer)
    invite(user=newcomer, organisation=unapproved, email=STRANGERS[0], role="editor")
    Organisation.objects.filter(pk=unapproved.pk).update(suspended=True)
    send_waiting_mail()
    assert STRANGERS[0] not in [sent.to[0] for sent in mail.outbox]
    assert "hidden" in Mail.objects.get(to=STRANGERS[0]).note


def test_a_link_that_was_not_mailed_yet_is_nobodys(newcomer, unapproved):
    stranger = PersonFactory()
    with pytest.raises(NotAllowed):
        invite(user=stranger, organisation=unapproved, email=STRANGERS[0], role="owner")
