"""People, their roles and the codes of their authenticators."""

from base64 import b32decode
from time import time
from typing import Any

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.contrib.auth.models import Group

from providers.listings.models import Membership
from tenants.accounts.models import User
from tenants.accounts.roles import COMMISSIONER, CONTENT_EDITOR, MANAGER, OFFICER, PARTNER

AUTHENTICATOR_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


class PersonFactory(factory.django.DjangoModelFactory[User]):
    """A person who signs in; traits give a council role."""

    class Meta:
        model = User

    class Params:
        officer = factory.Trait(role=OFFICER)
        manager = factory.Trait(role=MANAGER)
        content_editor = factory.Trait(role=CONTENT_EDITOR)
        commissioner = factory.Trait(role=COMMISSIONER)
        partner = factory.Trait(role=PARTNER)

    email = factory.Sequence(lambda number: f"person{number}@example.org")
    name = factory.Sequence(lambda number: f"Person {number}")
    password = factory.django.Password("correct horse battery")

    role = ""

    @classmethod
    def _create(cls, model_class: type[User], *args: object, role: str, **fields: Any) -> User:
        person: User = super()._create(model_class, *args, **fields)  # type: ignore[no-untyped-call]
        EmailAddress.objects.create(user=person, email=person.email.lower(), verified=True, primary=True)
        if role:
            person.groups.add(Group.objects.get(name=role))
        return person


class MembershipFactory(factory.django.DjangoModelFactory[Membership]):
    """A person's role in an organisation."""

    class Meta:
        model = Membership

    user = factory.SubFactory(PersonFactory)
    role = Membership.Role.OWNER


class AuthenticatorFactory(factory.django.DjangoModelFactory[Authenticator]):
    """The app that shows a person's codes: `code_for(AUTHENTICATOR_SECRET)`."""

    class Meta:
        model = Authenticator

    user = factory.SubFactory(PersonFactory)
    type = Authenticator.Type.TOTP
    data = factory.LazyFunction(lambda: {"secret": encrypt(AUTHENTICATOR_SECRET)})


def code_for(secret: str) -> str:
    """What an authenticator with this secret shows now."""
    return TOTP(b32decode(secret), 6, SHA1(), 30, enforce_key_length=False).generate(int(time())).decode()
