"""Who works at a council, and who is asked to."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from tenants.accounts.models import User
from tenants.accounts.roles import ROLES
from tenants.staff.models import StaffInvitation


def staff() -> "QuerySet[Any]":
    """Everyone with a role, also who is suspended, by name; with `staff_roles` (groups) and `has_second_factor`."""
    factor = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    held = User.groups.through.objects.filter(user=OuterRef("pk"), group__name__in=ROLES)
    groups = Prefetch("groups", Group.objects.filter(name__in=ROLES).order_by("name"), to_attr="staff_roles")
    people = User.objects.filter(Exists(held)).annotate(has_second_factor=Exists(factor))
    return people.prefetch_related(groups).order_by("-is_active", "name", "email")


def roles_held(person: User) -> list[str]:
    """The person's roles, whether or not they are suspended."""
    return list(person.groups.filter(name__in=ROLES).order_by("name").values_list("name", flat=True))


def open_invitations() -> "QuerySet[StaffInvitation]":
    """Those neither accepted nor taken back, also when they are too old to accept: they can be sent again."""
    opened: QuerySet[StaffInvitation] = StaffInvitation.objects.opened().select_related("invited_by")
    return opened
