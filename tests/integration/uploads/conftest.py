"""People, organisations and spreadsheets for the tests of uploads."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from providers.imports.foreign.guessing import guess_mapping
from providers.listings.models import Membership, Organisation, Service
from providers.uploads.models import Goes, Upload
from providers.uploads.services import worker
from providers.uploads.services.uploads import check_upload, confirm_upload, start_upload, undo_upload
from search.index.models import SearchRow
from tenants.accounts.models import User
from tenants.councils.models import Council
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory

CLUB = {"external_id": "o-1", "name": "Sleep club", "summary": "Help with sleep", "phone": "01632 960001"}
GROUP = {"external_id": "o-2", "name": "Talk group", "summary": "Talking", "phone": ""}


@pytest.fixture
def council(alpha: Council) -> Council:
    """Council alpha, its schema open."""
    return alpha


@dataclass(frozen=True)
class Provider:
    """An organisation and somebody of it."""

    organisation: Organisation
    person: User


def provider_of(name: str, role: str = Membership.Role.EDITOR) -> Provider:
    organisation = OrganisationFactory.create(name=name, published=True)
    person = PersonFactory.create(name=f"Somebody of {name}")
    MembershipFactory.create(user=person, organisation=organisation, role=role)
    return Provider(organisation=organisation, person=person)


@pytest.fixture
def owls(council: Council) -> Provider:
    """A provider with an editor."""
    return provider_of("Night Owls")


@pytest.fixture
def larks(council: Council) -> Provider:
    """Another provider with an editor."""
    return provider_of("Larks")


@pytest.fixture
def officer(council: Council, with_second_factor: Callable[[User], User]) -> User:
    """An officer of the council."""
    return with_second_factor(PersonFactory.create(officer=True))


def csv_of(*rows: dict[str, str]) -> bytes:
    """Rows (dictionaries) as the bytes of a CSV file."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    file = io.StringIO()
    writer = csv.DictWriter(file, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def run() -> None:
    """Work until nothing is left, as the background does."""
    while worker.work():
        pass


@pytest.fixture
def run_upload() -> Callable[..., Upload]:
    """`run_upload(who, *rows, goes=…, confirm=…)`: an upload of a provider, or of an officer (`organisation` None)."""

    def start(
        who: Provider | User,
        *rows: dict[str, str],
        goes: Goes = Goes.DRAFT,
        confirm: bool = True,
        content: bytes | None = None,
        file_wins: bool = False,
        source: str = "",
    ) -> Upload:
        person, organisation = (who.person, who.organisation) if isinstance(who, Provider) else (who, None)
        content = content if content is not None else csv_of(*rows)
        upload = start_upload(user=person, organisation=organisation, name="listings.csv", content=content)
        mapping = guess_mapping(upload.header)
        check_upload(user=person, upload=upload, mapping=mapping, goes=goes, file_wins=file_wins, source=source)
        run()
        if confirm:
            confirm_upload(user=person, upload=upload)
            run()
        upload.refresh_from_db()
        return upload

    return start


@pytest.fixture
def undo() -> Callable[[Provider | User, Upload], Upload]:
    """`undo(who, upload)`: undo an upload."""

    def start(who: Provider | User, upload: Upload) -> Upload:
        undo_upload(user=who.person if isinstance(who, Provider) else who, upload=upload)
        run()
        upload.refresh_from_db()
        return upload

    return start


def named(name: str) -> Service:
    """The listing of that name."""
    return Service.objects.select_related("state", "organisation").get(name=name)


def outcomes(upload: Upload) -> dict[str, str]:
    """What became, or would become, of each listing of a file."""
    return {row.external_id: row.outcome for row in upload.rows.all()}


def found() -> set[str]:
    """The names of what families find."""
    return set(SearchRow.objects.filter(deleted=False).values_list("body__name", flat=True))
