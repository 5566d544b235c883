"""The pages of uploads, in the portal and in the admin."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from providers.imports.listing_csv.columns import COLUMNS
from providers.listings.models import Service
from providers.uploads.models import Status, Upload
from search.taxonomy.models import Term
from search.taxonomy.services.terms import forget_terms
from tests.factories import MembershipFactory, OrganisationFactory, ServiceFactory
from tests.integration.uploads.conftest import csv_of, run

CLUB = {"Ref": "=1+1", "Service name": "Sleep club", "needs": "sleep"}
WRONG = {"Ref": "o-2", "Service name": "=EVIL() 01632 960001", "needs": "autism"}


@pytest.fixture(params=["portal", "admin"])
def desk(request, owls, officer, council, client_for):
    """A signed-in browser, and where uploads are for it."""
    if request.param == "portal":
        return client_for(council, owls.person), "/provider/uploads/"
    return client_for(council, officer), "/admin/uploads/"


def send(client, at, *rows, **more):
    file = SimpleUploadedFile("my listings.csv", csv_of(*rows))
    return client.post(at, {"file": file, **more})


def columns_of(upload):
    return {f"column-{index}": upload.mapping[name] for index, name in enumerate(upload.header)}


def test_from_a_file_to_its_report_and_back(desk):
    client, at = desk
    organisation = Upload.organisation.field.related_model.objects.filter(name="Night Owls").first()
    answer = send(client, at, CLUB, WRONG, organisation=organisation.uuid)
    upload = Upload.objects.get()
    here = f"{at}{upload.uuid}/"
    assert (answer.status_code, answer["Location"]) == (302, f"{here}columns/")
    page = client.get(answer["Location"]).content.decode()
    assert "such as “Sleep club”" in page
    answer = client.post(f"{here}columns/", {**columns_of(upload), "goes": "draft"})
    assert answer["Location"] == here
    assert "We are checking every row" in client.get(here).content.decode()
    assert client.get(f"{here}progress.json").json()["working"] is True
    run()
    page = client.get(here).content.decode()
    assert "Nothing is saved yet" in page
    assert "“01632 960001” looks like a phone number" in page
    assert client.get(f"{here}?show=rejected").content.decode().count("govuk-table__row") == 1
    client.post(f"{here}confirm/")
    run()
    assert client.get(f"{here}progress.json").json() == {"working": False, "percent": 100, "words": "2 of 2 listings"}
    report = client.get(f"{here}report.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(report)))
    wrong = next(row for row in rows if row["column"] == "name")
    assert (wrong["row"], wrong["name"], wrong["outcome"]) == ("3", "'=EVIL() 01632 960001", "Not accepted")
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    assert "will be taken out again" in client.get(f"{here}undo/").content.decode()
    client.post(f"{here}undo/")
    run()
    assert "The upload was undone" in client.get(here).content.decode()
    assert not Service.objects.exists()


def test_the_page_says_what_each_column_can_hold_in_the_councils_words(desk):
    client, at = desk
    Term.objects.filter(code="autism").update(label="Autism and autistic spectrum")
    forget_terms()
    page = client.get(at).text
    assert "Autism and autistic spectrum; ADHD" in page
    assert "mon 09:00-17:00" in page


def test_labels_in_cells_are_taken_for_their_codes(desk):
    client, at = desk
    organisation = Upload.organisation.field.related_model.objects.filter(name="Night Owls").first()
    row = {"Ref": "o-1", "Service name": "Sleep club", "needs": "Sleep, ADHD", "sector": "Social care"}
    send(client, at, row, organisation=organisation.uuid)
    upload = Upload.objects.get()
    client.post(f"{at}{upload.uuid}/columns/", {**columns_of(upload), "goes": "draft"})
    run()
    client.post(f"{at}{upload.uuid}/confirm/")
    run()
    draft = Service.objects.get().get_latest_revision_as_object()
    assert (sorted(term.code for term in draft.needs.all()), draft.sectors) == (["adhd", "sleep"], ["social-care"])


def test_a_file_that_cannot_be_read_is_refused_on_the_page(desk):
    client, at = desk
    organisation = Upload.organisation.field.related_model.objects.filter(name="Night Owls").first()
    file = SimpleUploadedFile("old.xls", b"\xd0\xcf\x11\xe0")
    answer = client.post(at, {"file": file, "organisation": organisation.uuid})
    assert answer.status_code == 422
    assert "old Excel file" in answer.content.decode()
    assert client.post(at, {"organisation": organisation.uuid}).status_code == 422
    assert not Upload.objects.exists()


def test_two_columns_of_one_kind_and_missing_ones_are_refused(desk):
    client, at = desk
    organisation = Upload.organisation.field.related_model.objects.filter(name="Night Owls").first()
    send(client, at, CLUB, organisation=organisation.uuid)
    upload = Upload.objects.get()
    chosen = {**columns_of(upload), "column-2": "name", "goes": "draft"}
    answer = client.post(f"{at}{upload.uuid}/columns/", chosen)
    assert answer.status_code == 422
    assert answer.content.decode().count("Only one column can be “Name of the service”.") >= 2
    answer = client.post(f"{at}{upload.uuid}/columns/", {**chosen, "column-1": "", "column-2": ""})
    assert "Say which column is: “Name of the service”." in answer.content.decode()
    upload.refresh_from_db()
    assert upload.status == Status.MAPPING


def test_a_person_with_two_organisations_says_whose_services_they_are(owls, council, client_for):
    second = OrganisationFactory(name="Second Trust", published=True)
    MembershipFactory(user=owls.person, organisation=second, role="editor")
    client = client_for(council, owls.person)
    assert "Whose services are in it?" in client.get("/provider/uploads/").content.decode()
    send(client, "/provider/uploads/", CLUB, organisation=second.uuid)
    assert Upload.objects.get().organisation == second


def test_nobody_uploads_for_an_organisation_of_others(owls, larks, council, client_for):
    client = client_for(council, owls.person)
    answer = send(client, "/provider/uploads/", CLUB, organisation=larks.organisation.uuid)
    assert (answer.status_code, Upload.objects.count()) == (422, 0)


@pytest.mark.parametrize("page", ["", "columns/", "undo/", "progress.json", "report.csv"])
def test_another_providers_upload_is_not_there(owls, larks, council, client_for, page):
    client = client_for(council, larks.person)
    send(client, "/provider/uploads/", CLUB, organisation=larks.organisation.uuid)
    upload = Upload.objects.get()
    for person in (owls.person,):
        other = client_for(council, person)
        assert other.get(f"/provider/uploads/{upload.uuid}/{page}").status_code == 404
        assert other.post(f"/provider/uploads/{upload.uuid}/discard/").status_code == 404
    assert b"my listings" not in client_for(council, owls.person).get("/provider/uploads/").content


def test_a_viewer_has_no_uploads(owls, council, client_for):
    from tests.factories import PersonFactory

    viewer = PersonFactory()
    owls.organisation.memberships.create(user=viewer, role="viewer")
    assert client_for(council, viewer).get("/provider/uploads/").status_code == 404


def test_a_providers_listings_come_out_in_the_same_columns_and_nobody_elses(owls, larks, council, client_for):
    ServiceFactory(organisation=owls.organisation, external_id="a", name="Ours")
    ServiceFactory(organisation=larks.organisation, external_id="b", name="Theirs")
    client = client_for(council, owls.person)
    answer = client.get(f"/provider/uploads/listings/{owls.organisation.uuid}.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(tuple(row), row["name"]) for row in rows] == [(COLUMNS, "Ours")]
    assert client.get(f"/provider/uploads/listings/{larks.organisation.uuid}.csv").status_code == 404
    send(client, "/provider/uploads/", *rows, organisation=owls.organisation.uuid)
    upload = Upload.objects.get()
    client.post(f"/provider/uploads/{upload.uuid}/columns/", {**columns_of(upload), "goes": "draft"})
    run()
    assert upload.rows.get().outcome == "unchanged"


def test_a_page_of_a_thousand_listings_asks_the_database_no_more_than_one_of_ten(
    owls, council, client_for, django_assert_max_num_queries
):
    client = client_for(council, owls.person)
    upload = Upload.objects.create(organisation=owls.organisation, by=owls.person, name="a.csv", status=Status.DONE)
    made = [
        upload.rows.model(upload=upload, position=n, number=n + 2, outcome="created", name="x") for n in range(1000)
    ]
    upload.rows.bulk_create(made)
    with django_assert_max_num_queries(45):
        client.get(f"/provider/uploads/{upload.uuid}/")
