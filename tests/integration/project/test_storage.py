"""Uploaded files in an S3 bucket: each council's under its own prefix, private, and never addressed by itself."""

import pytest
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile

from localoffer.storage import CouncilS3Storage
from tenants.councils.errors import UnknownCouncil
from tenants.councils.scope import council_scope


@pytest.fixture
def storage(bucket):
    return CouncilS3Storage()


def content_of(storage, name):
    with storage.open(name) as file:
        return file.read()


def test_a_file_goes_under_its_councils_prefix_and_is_not_there_for_another(councils, bucket, storage):
    with council_scope("alpha"):
        name = storage.save("images/photo.png", ContentFile(b"alpha"))
        assert content_of(storage, name) == b"alpha"
        assert storage.exists(name)
    with council_scope("beta"):
        assert not storage.exists(name)
        storage.save("images/photo.png", ContentFile(b"beta"))

    keys = [item["Key"] for item in bucket.list_objects_v2(Bucket="media")["Contents"]]
    assert keys == ["alpha/images/photo.png", "beta/images/photo.png"]


def test_the_same_name_twice_keeps_both(councils, storage):
    with council_scope("alpha"):
        first = storage.save("a.txt", ContentFile(b"1"))
        second = storage.save("a.txt", ContentFile(b"2"))
        assert (content_of(storage, first), content_of(storage, second)) == (b"1", b"2")


def test_the_address_of_a_file_is_ours_and_never_the_stores(councils, storage):
    with council_scope("alpha"):
        assert storage.url(storage.save("a b.txt", ContentFile(b"text"))) == "/media/alpha/a%20b.txt"
        assert storage.url("images/ä.png") == "/media/alpha/images/%C3%A4.png"


@pytest.mark.parametrize("name", ["../beta/secret.txt", "images/../../beta/secret.txt", "/../beta/secret.txt"])
def test_no_name_leaves_the_prefix(councils, storage, name):
    with council_scope("alpha"), pytest.raises(SuspiciousOperation):
        storage.open(name).read()


def test_nothing_is_stored_outside_a_council(db, storage):
    with pytest.raises(UnknownCouncil):
        storage.save("a.txt", ContentFile(b"text"))


def test_all_files_of_one_council_go_and_no_others(councils, bucket, storage):
    for slug in ("alpha", "beta"):
        with council_scope(slug):
            for name in ("images/photo.png", "exports/list.csv"):
                storage.save(name, ContentFile(b"text"))
    with council_scope("alpha"):
        storage.delete_all()
        storage.delete_all()
    keys = [item["Key"] for item in bucket.list_objects_v2(Bucket="media")["Contents"]]
    assert keys == ["beta/exports/list.csv", "beta/images/photo.png"]
