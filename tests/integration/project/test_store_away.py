"""A store of files that hangs or fails: 503 for the file alone, and nobody else waits."""

import logging
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents.models import Document

from localoffer import store_calls
from localoffer.storage import CouncilS3Storage
from providers.listings.data import FileData
from providers.listings.models import StoredFile
from tenants.councils.scope import council_scope
from tenants.files.errors import StoreUnavailable
from tests.black_hole import black_hole
from tests.factories import OrganisationFactory, PersonFactory, ServiceFactory, full_data
from tests.factories.files import PDF, photo

pytestmark = pytest.mark.django_db
TRIES = store_calls.TRIES


@pytest.fixture
def hanging(settings, monkeypatch):
    """A store that takes connections and never answers; a function counts those since it was asked last."""
    monkeypatch.setattr(store_calls, "CONNECT_SECONDS", 0.2)
    monkeypatch.setattr(store_calls, "READ_SECONDS", 0.2)
    with black_hole() as (address, taken):
        settings.S3_BUCKET, settings.S3_ENDPOINT_URL = "media", address
        settings.S3_ACCESS_KEY_ID = settings.S3_SECRET_ACCESS_KEY = "testing"
        settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "localoffer.storage.CouncilS3Storage"}}
        yield taken


def listing_with_photo():
    organisation = OrganisationFactory(published=True)
    name = f"listings/{uuid4()}.jpg"
    stored = StoredFile.objects.create(
        organisation=organisation,
        name="hall.jpg",
        file=name,
        small=name,
        content_type="image/jpeg",
        extension="jpg",
        size=1,
        sha256="0" * 64,
    )
    files = (FileData(kind="photo", file_id=stored.pk, title="The hall"),)
    return ServiceFactory(organisation=organisation, published=True, data=full_data(files=files)), stored


def test_a_file_is_503_after_two_tries_and_no_other_request_waits_for_the_store(alpha, beta, hanging, client_for):
    service, stored = listing_with_photo()
    document = Document(title="Plan", file="documents/plan.pdf", file_hash="1")
    Document.objects.bulk_create([document])
    family = client_for(alpha)
    answer = family.get(stored.url)
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "30", "no-store")
    assert "try again in a minute" in answer.text
    assert hanging() == TRIES
    for address in (stored.url, stored.small_url, document.url):
        assert family.get(address).status_code == 503
    assert family.get(service.get_absolute_url()).status_code == 200
    assert family.get("/").status_code == 200
    assert client_for(beta).get("/").status_code == 200
    assert hanging() == 0


def test_an_upload_is_refused_for_now_and_leaves_nothing(alpha, hanging, with_second_factor, client_for):
    editor = client_for(alpha, with_second_factor(PersonFactory(content_editor=True)))
    sent = {"title": "Plan", "file": SimpleUploadedFile("plan.pdf", PDF)}
    assert editor.post(reverse("wagtaildocs:add"), sent).status_code == 503
    assert not Document.objects.exists()
    assert hanging() == TRIES


@pytest.mark.parametrize(
    "call",
    [
        lambda: default_storage.save("a.txt", ContentFile(b"text")),
        lambda: default_storage.open("a.txt"),
        lambda: default_storage.exists("a.txt"),
        lambda: default_storage.delete("a.txt"),
        lambda: default_storage.listdir(""),
        lambda: default_storage.size("a.txt"),
        lambda: default_storage.get_modified_time("a.txt"),
        lambda: default_storage.delete_all(),
    ],
)
def test_no_call_waits_and_each_says_that_the_store_is_away(alpha, hanging, call):
    for _ in range(2):
        with pytest.raises(StoreUnavailable):
            call()
    assert hanging() == TRIES


def test_a_store_at_fault_is_left_alone_and_asked_again_later(alpha, bucket, monkeypatch, caplog):
    now = [0.0]
    monkeypatch.setattr(store_calls.breaker_of(CouncilS3Storage().endpoint_url), "_clock", lambda: now[0])
    with council_scope("alpha"):
        storage = CouncilS3Storage()
        name = storage.save("a.jpg", ContentFile(photo()))
        with monkeypatch.context() as broken, caplog.at_level(logging.WARNING):
            broken.setattr("moto.s3.models.S3Backend.head_object", None)
            with pytest.raises(StoreUnavailable):
                storage.open(name)
        with pytest.raises(StoreUnavailable):
            storage.open(name)
        now[0] = store_calls.OPEN_SECONDS
        with storage.open(name) as file:
            assert file.read() == photo()
    assert [record.message for record in caplog.records].count("files.store_left_alone") == 1


def test_what_is_not_there_is_no_fault_of_the_store(alpha, bucket):
    storage = CouncilS3Storage()
    for _ in range(store_calls.FAILURES_TO_OPEN + 1):
        with pytest.raises(FileNotFoundError):
            storage.open("nothing.txt")
    assert not storage.exists("nothing.txt")


def test_a_client_waits_a_second_for_a_line_three_for_an_answer_and_tries_twice(bucket):
    config = CouncilS3Storage().connection.meta.client.meta.config
    assert (config.connect_timeout, config.read_timeout, config.retries["total_max_attempts"]) == (1.0, 3.0, 2)
