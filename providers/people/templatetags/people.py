"""An organisation's people, for the desk's page about it."""

from django import template

from providers.listings.models import Membership, Organisation
from providers.people.models import Invitation
from providers.people.selectors import open_invitations, people_of

register = template.Library()


@register.simple_tag
def members_of(organisation: Organisation) -> list[Membership]:
    """Who looks after it, owners first."""
    return people_of(organisation)


@register.simple_tag
def invited_to(organisation: Organisation) -> list[Invitation]:
    """Who is invited and hasn't come yet."""
    return open_invitations(organisation)
