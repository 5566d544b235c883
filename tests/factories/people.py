"""People, their roles and the codes of their authenticators."""

from time import time

import factory
from allauth.account.models import EmailAddress
from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.models import Group

from providers.listings.models import Membership
from tenants.accounts.models import User
from tenants.accounts.roles import COMMISSIONER, CONTENT_EDITOR, MANAGER, OFFICER, PARTNER


class PersonFactory(factory.django.DjangoModelFactory):
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
    def _create(cls, model_class, *args, role, **fields):
        person = super()._create(model_class, *args, **fields)
        EmailAddress.objects.create(user=person, email=person.email.lower(), verified=True, primary=True)
        if role:
            person.groups.add(Group.objects.get(name=role))
        return person


class MembershipFactory(factory.django.DjangoModelFactory):
    """A person's role in an organisation."""

    class Meta:
        model = Membership

    user = factory.SubFactory(PersonFactory)
    role = Membership.Role.OWNER


def code_for(secret: str) -> str:
    """What an authenticator with this secret shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time()) // app_settings.TOTP_PERIOD)))
