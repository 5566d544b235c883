"""Two requests that want the same at the same moment, on real connections: one gets it, the other is told in words."""

import re
from html import unescape

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from providers.listings.models import Membership
from providers.people.models import Invitation
from providers.people.services.members import invite
from search.taxonomy.models import Term
from tenants.accounts.invitations import token_of
from tenants.accounts.models import User
from tenants.accounts.roles import MANAGER
from tenants.councils.locks import Lock, lock_until_commit
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory
from tests.security.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
EMAIL, PASSWORD = "nia@mail.example", "three quiet hedgehogs"
REGISTER = {"email": EMAIL, "name": "Nia New", "password1": PASSWORD}
JOIN = {"name": "Nia New", "password": PASSWORD}


def post(client, path, data):
    return lambda: client.post(path, data)


def invited(email=EMAIL):
    """The address of an invitation to an organisation of its own."""
    organisation = OrganisationFactory(published=True)
    owner = MembershipFactory(organisation=organisation).user
    return (
        f"/provider/invitations/{token_of(invite(user=owner, organisation=organisation, email=email, role='editor'))}/"
    )


def test_registering_twice_makes_one_account_and_sends_one_mail(alpha, client_for):
    answers = at_once(
        alpha,
        lambda: User.objects.create(email=EMAIL),
        *(post(client_for(alpha), "/provider/register/", REGISTER) for _ in range(2)),
    )
    assert sorted(each.status_code for each in answers) == [302, 429]
    assert "Too many tries" in words(answers)
    assert User.objects.filter(email=EMAIL).count() == len(mail.outbox) == 1


def test_accepting_an_invitation_twice_makes_one_account_that_joins_once(alpha, client_for):
    path = invited()
    answers = at_once(
        alpha,
        lambda: Invitation.objects.select_for_update().get(),
        *(post(client_for(alpha), path, JOIN) for _ in range(2)),
    )
    assert sorted(each.status_code for each in answers) == [302, 422]
    assert "can't be used any more" in words(answers)
    assert User.objects.filter(email=EMAIL).count() == Membership.objects.filter(user__email=EMAIL).count() == 1


def test_of_two_invitations_that_are_accepted_at_once_one_makes_the_account(alpha, client_for):
    paths = [invited(), invited()]
    answers = at_once(
        alpha, lambda: User.objects.create(email=EMAIL), *(post(client_for(alpha), path, JOIN) for path in paths)
    )
    assert sorted(each.status_code for each in answers) == [302, 422]
    assert "This address has an account already. Sign in to accept." in words(answers)
    assert Invitation.objects.filter(accepted_at=None).count() == 1


def test_an_account_that_joins_twice_has_one_role(alpha, client_for):
    person, path = PersonFactory(email=EMAIL), invited()
    answers = at_once(
        alpha,
        lambda: Invitation.objects.select_for_update().get(),
        *(post(client_for(alpha, person), path, {}) for _ in range(2)),
    )
    assert sorted(each.status_code for each in answers) == [302, 422]
    assert Membership.objects.filter(user=person).count() == 1


def test_of_two_people_who_prove_the_same_new_address_one_has_it(alpha, client_for):
    people = [PersonFactory(), PersonFactory()]
    clients = [client_for(alpha) for _ in people]
    codes = []
    for person, client in zip(people, clients, strict=True):
        client.post("/accounts/login/", {"login": person.email, "password": "correct horse battery"})
        cache.clear()  # one code an address in ten seconds
        client.post("/accounts/email/change/", {"email": EMAIL})
        codes.append(re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)[0])
    answers = at_once(
        alpha,
        lambda: EmailAddress.objects.create(user=PersonFactory(), email=EMAIL, verified=True),
        *(
            post(client, "/accounts/confirm-email/", {"code": code})
            for client, code in zip(clients, codes, strict=True)
        ),
    )
    assert all(each.status_code < 400 for each in answers)
    assert User.objects.filter(email=EMAIL).count() == 1
    assert EmailAddress.objects.filter(email=EMAIL, verified=True).count() == 1
    told = " ".join(str(each) for answer in answers for each in answer.wsgi_request._messages._queued_messages)
    assert f"You sign in with {EMAIL} now." in told
    assert "This address has an account already." in told


def test_of_two_new_terms_with_the_same_words_one_is_added(alpha, client_for, with_second_factor):
    officers = [with_second_factor(PersonFactory(officer=True)) for _ in range(2)]
    data = {"label": "Blue badges"}
    answers = at_once(
        alpha,
        lambda: Term.objects.create(vocabulary="topic", code="blue-badges", label="Other"),
        *(post(client_for(alpha, officer), "/admin/taxonomy/topic/add/", data) for officer in officers),
    )
    assert sorted(each.status_code for each in answers) == [302, 422]
    assert "Somebody else has just added something like it." in words(answers)
    assert Term.objects.filter(code__startswith="blue-badges").count() == 1


def test_of_two_who_save_the_same_on_a_page_of_wagtails_the_second_is_told(alpha, client_for, with_second_factor):
    person = with_second_factor(PersonFactory(is_superuser=True, is_staff=True))
    site = Site.objects.get()
    data = {"old_path": "/old", "site": site.pk, "redirect_link": "https://new.example/", "is_permanent": "on"}
    answers = at_once(
        alpha,
        lambda: Redirect.objects.create(old_path="/old", site=Site.objects.get()),
        *(post(client_for(alpha, person), "/admin/redirects/add/", data) for _ in range(2)),
    )
    assert sorted(each.status_code for each in answers) == [302, 409]
    assert "Somebody has just saved the same" in words(answers)
    assert Redirect.objects.filter(old_path="/old").count() == 1


def words(answers):
    return unescape(" ".join(each.text for each in answers))


def test_of_two_managers_who_remove_each_other_one_stays(alpha, client_for, with_second_factor):
    first, second = (with_second_factor(PersonFactory(manager=True)) for _ in range(2))
    acts = [
        post(client_for(alpha, by), f"/admin/people/staff/{whom.pk}/remove/", {})
        for by, whom in ((first, second), (second, first))
    ]
    at_once(alpha, lambda: lock_until_commit(Lock.STAFF), *acts)
    assert User.objects.filter(groups__name=MANAGER).count() == 1


def test_of_two_managers_who_leave_one_stays(alpha, client_for, with_second_factor):
    people = [with_second_factor(PersonFactory(manager=True)) for _ in range(2)]
    acts = [post(client_for(alpha, each), f"/admin/people/staff/{each.pk}/remove/", {}) for each in people]
    at_once(alpha, lambda: lock_until_commit(Lock.STAFF), *acts)
    assert User.objects.filter(groups__name=MANAGER).count() == 1
