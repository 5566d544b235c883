"""Photos in an S3 bucket: under their council's prefix, served by our own address alone, purged for good."""

import io
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from wagtail.documents.models import Document

from localoffer.storage import ensure_bucket
from providers.listings.data import FileData
from providers.listings.models import StoredFile
from providers.listings.services.files import purge_unused_files, store_photo
from tests.factories import OrganisationFactory, ServiceFactory, full_data
from tests.factories.files import PDF, photo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_the_bucket(bucket, settings):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "localoffer.storage.CouncilS3Storage"}}


def _keys(bucket):
    return {item["Key"] for item in bucket.list_objects_v2(Bucket="media").get("Contents", [])}


def test_a_photo_lies_under_its_councils_prefix_and_is_served_to_families(alpha, bucket, client_for):
    organisation = OrganisationFactory(published=True)
    stored = store_photo(user=None, organisation=organisation, name="hall.jpg", content=photo())
    files = (FileData(kind="photo", file_id=stored.pk, title="The hall"),)
    ServiceFactory(organisation=organisation, published=True, data=full_data(files=files))
    assert _keys(bucket) == {f"alpha/listings/{stored.uuid}.jpg", f"alpha/listings/{stored.uuid}-small.jpg"}
    answer = client_for(alpha).get(stored.url)
    assert Image.open(io.BytesIO(answer.getvalue())).size == (800, 600)


def test_what_nobody_uses_leaves_the_bucket(alpha, bucket, django_capture_on_commit_callbacks):
    stored = store_photo(user=None, organisation=OrganisationFactory(), name="hall.jpg", content=photo())
    StoredFile.objects.update(created_at=timezone.now() - timedelta(days=2))
    with django_capture_on_commit_callbacks(execute=True):
        assert purge_unused_files() == 1
    assert not _keys(bucket)
    assert not StoredFile.objects.filter(pk=stored.pk).exists()


def test_a_missing_bucket_is_made_once(bucket, settings):
    assert not ensure_bucket()
    settings.S3_BUCKET = "another"
    assert ensure_bucket()
    assert not ensure_bucket()
    bucket.delete_bucket(Bucket="another")


def test_without_a_bucket_in_the_settings_none_is_made(settings):
    settings.S3_BUCKET = ""
    assert not ensure_bucket()


def test_a_document_of_a_page_comes_from_our_own_address_and_never_from_the_bucket(alpha, bucket, client_for):
    document = Document.objects.create(title="Plan", file=ContentFile(PDF, "plan.html"))
    assert _keys(bucket) == {f"alpha/{document.file.name}"}
    answer = client_for(alpha).get(document.url)
    assert (answer.status_code, answer["Content-Type"], answer.getvalue()) == (200, "application/pdf", PDF)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
