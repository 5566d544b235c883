"""Who may edit a council's words: its officers and managers."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType

from search.guidance.models import BestBet, CouncilPhrase
from tenants.accounts.roles import MANAGER, OFFICER
from tenants.councils.models import Council


def let_staff_edit(council: Council) -> None:
    """Part of a council, idempotent: officers and managers add, change and delete words and best bets."""
    types = ContentType.objects.get_for_models(CouncilPhrase, BestBet).values()
    permissions = list(Permission.objects.filter(content_type__in=types))
    for group in Group.objects.filter(name__in=(OFFICER, MANAGER)):
        group.permissions.add(*permissions)
