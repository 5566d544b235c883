"""People and their roles."""

import factory
from allauth.account.models import EmailAddress
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
