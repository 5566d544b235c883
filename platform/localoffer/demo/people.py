"""The demo's people in each council: fixed addresses, one password, fixed second factors. Anybody can try them."""

import base64
import hashlib
from dataclasses import dataclass
from typing import Final

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.contrib.auth.models import Group

from localoffer.demo.councils import DemoCouncil
from providers.listings.models import Membership, Service
from tenants.accounts.models import User
from tenants.accounts.roles import COMMISSIONER, CONTENT_EDITOR, MANAGER, OFFICER, PARTNER

PASSWORD: Final = "local-offer-demo"  # noqa: S105 (printed for everybody; production refuses the demo)


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One person: staff have a council role, a provider's people none."""

    key: str
    name: str
    does: str
    role: str = ""

    def email(self, council: DemoCouncil) -> str:
        """Where they sign in with."""
        return f"{self.key}@{council.slug}.example"

    def secret(self, council: DemoCouncil) -> str:
        """The secret of their second factor, the same in every demo; "" for those who have none."""
        if not self.role:
            return ""
        return base64.b32encode(hashlib.sha256(f"demo {self.email(council)}".encode()).digest()[:20]).decode()

    def user(self, council: DemoCouncil) -> User:
        """Their account in the open council."""
        return User.objects.get(email=self.email(council))


OFFICER_PERSON: Final = DemoPerson("officer", "Olu Officer", "reviews changes", OFFICER)
SECOND_OFFICER: Final = DemoPerson("second-officer", "Sam Second", "reviews changes too", OFFICER)
PROVIDER: Final = DemoPerson("provider", "Pat Provider", "owns 3 example organisations")
PROVIDER_EDITOR: Final = DemoPerson("provider-editor", "Ed Writer", "writes for the first of them")
OTHER_PROVIDER: Final = DemoPerson("other-provider", "Oona Other", "owns another organisation")
NEWCOMER: Final = DemoPerson("newcomer", "Nia Newcomer", "has just registered")
PEOPLE: Final = (
    OFFICER_PERSON,
    SECOND_OFFICER,
    DemoPerson("partner", "Priya Partner", "gives second approvals", PARTNER),
    DemoPerson("manager", "Mina Manager", "manages the council's offer", MANAGER),
    DemoPerson("commissioner", "Cai Commissioner", "reads the reports", COMMISSIONER),
    DemoPerson("editor", "Esme Editor", "writes the council's pages", CONTENT_EDITOR),
    PROVIDER,
    PROVIDER_EDITOR,
    OTHER_PROVIDER,
    NEWCOMER,
)


def make_people(council: DemoCouncil) -> int:
    """Make the open council's people who aren't there yet, with their roles; gives how many it made."""
    there = set(User.objects.values_list("email", flat=True))
    missing = [person for person in PEOPLE if person.email(council) not in there]
    for person in missing:
        _make(person, council)
    owned = Service.objects.filter(external_id__in=council.example.owned).select_related("organisation")
    for service in owned:
        _join(PROVIDER, council, service, Membership.Role.OWNER)
    for person, external_id, role in (
        (PROVIDER_EDITOR, council.example.owned[0], Membership.Role.EDITOR),
        (OTHER_PROVIDER, council.example.other, Membership.Role.OWNER),
    ):
        _join(person, council, Service.objects.get(external_id=external_id), role)
    return len(missing)


def _make(person: DemoPerson, council: DemoCouncil) -> None:
    user = User.objects.create_user(person.email(council), PASSWORD, name=person.name, is_staff=bool(person.role))
    if person.role:
        user.groups.add(Group.objects.get(name=person.role))
        Authenticator.objects.create(
            user=user, type=Authenticator.Type.TOTP, data={"secret": encrypt(person.secret(council))}
        )


def _join(person: DemoPerson, council: DemoCouncil, service: Service, role: Membership.Role) -> None:
    Membership.objects.get_or_create(
        organisation=service.organisation, user=person.user(council), defaults={"role": role}
    )
