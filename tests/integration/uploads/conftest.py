"""People, organisations and spreadsheets for the tests of uploads."""

import csv
import io
from types import SimpleNamespace

import pytest

from providers.listings.models import Membership, Service
from providers.uploads.mapping import guess_mapping
from providers.uploads.models import Goes
from providers.uploads.services import processing
from providers.uploads.services.uploads import check_upload, confirm_upload, start_upload, undo_upload
from search.index.models import SearchRow
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory

CLUB = {"external_id": "o-1", "name": "Sleep club", "summary": "Help with sleep", "phone": "01632 960001"}
GROUP = {"external_id": "o-2", "name": "Talk group", "summary": "Talking", "phone": ""}


@pytest.fixture
def council(alpha):
    """Council alpha, its schema open."""
    return alpha


def provider_of(name, role=Membership.Role.EDITOR):
    organisation = OrganisationFactory(name=name, published=True)
    person = PersonFactory(name=f"Somebody of {name}")
    MembershipFactory(user=person, organisation=organisation, role=role)
    return SimpleNamespace(organisation=organisation, person=person)


@pytest.fixture
def owls(council):
    """A provider with an editor."""
    return provider_of("Night Owls")


@pytest.fixture
def larks(council):
    """Another provider with an editor."""
    return provider_of("Larks")


@pytest.fixture
def officer(council, with_second_factor):
    """An officer of the council."""
    return with_second_factor(PersonFactory(officer=True))


def csv_of(*rows):
    """Rows (dictionaries) as the bytes of a CSV file."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    file = io.StringIO()
    writer = csv.DictWriter(file, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def run():
    """Work until nothing is left, as the background does."""
    while processing.work():
        pass


@pytest.fixture
def bring():
    """`bring(who, *rows, goes=…, confirm=…)`: an upload of a provider, or of an officer (`organisation` None)."""

    def start(who, *rows, goes=Goes.DRAFT, confirm=True, content=None):
        person = getattr(who, "person", who)
        organisation = getattr(who, "organisation", None) if person is not who else None
        content = content if content is not None else csv_of(*rows)
        upload = start_upload(user=person, organisation=organisation, name="listings.csv", content=content)
        check_upload(user=person, upload=upload, mapping=guess_mapping(upload.header), goes=goes)
        run()
        if confirm:
            confirm_upload(user=person, upload=upload)
            run()
        upload.refresh_from_db()
        return upload

    return start


@pytest.fixture
def undo():
    """`undo(who, upload)`: undo an upload."""

    def start(who, upload):
        undo_upload(user=getattr(who, "person", who), upload=upload)
        run()
        upload.refresh_from_db()
        return upload

    return start


def named(name):
    """The listing of that name."""
    return Service.objects.select_related("state", "organisation").get(name=name)


def outcomes(upload):
    """What became, or would become, of each listing of a file."""
    return {row.external_id: row.outcome for row in upload.rows.all()}


def found():
    """The names of what families find."""
    return set(SearchRow.objects.filter(deleted=False).values_list("body__name", flat=True))
