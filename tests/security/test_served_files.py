"""Documents of pages leave as downloads, by our own record of what they are, from the council's own host."""

import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.users.models import UserProfile

from cms.pages.models import DocumentContent
from tenants.files.kinds import TYPES
from tests.factories import PersonFactory
from tests.factories.files import PDF, docx, odt, photo, pptx, xlsx

pytestmark = pytest.mark.django_db
PLAIN = {"pdf": PDF, "docx": docx(), "xlsx": xlsx(), "pptx": pptx(), "odt": odt()}
REPOSITORY = Path(__file__).parents[2]
ROOMS = ("cms", "providers", "search", "tenants", "platform/localoffer")
UNKNOWN = "application/octet-stream"


@pytest.fixture
def editor(alpha, with_second_factor, client_for):
    return client_for(alpha, with_second_factor(PersonFactory(content_editor=True)))


@pytest.fixture
def family(alpha, client_for):
    return client_for(alpha)


def uploaded(editor, content, name="plan.pdf"):
    answer = editor.post(reverse("wagtaildocs:add"), {"title": "Plan", "file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302
    return Document.objects.latest("pk")


def kept_without_a_check(content, name):
    return Document.objects.create(title="Old", file=ContentFile(content, name))


@pytest.mark.parametrize("extension", PLAIN)
def test_a_document_is_a_download_of_what_it_is_whatever_it_was_called(editor, family, extension):
    document = uploaded(editor, PLAIN[extension], "plan.html")
    answer = family.get(document.url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == TYPES[extension]
    assert answer["Content-Disposition"] == f'attachment; filename="{document.filename}"'
    assert document.filename.endswith(f".{extension}")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.getvalue()


@pytest.mark.parametrize("name", ["evil.html", "evil.svg", "evil.pdf", "evil.exe"])
def test_a_file_that_nobody_checked_is_a_download_of_no_known_kind(alpha, family, name):
    document = kept_without_a_check(b"<html><script>alert(1)</script></html>", name)
    answer = family.get(document.url)
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == (UNKNOWN, "nosniff")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.getvalue()


def test_a_plain_file_that_came_past_the_forms_is_on_record_too(alpha, family):
    answer = family.get(kept_without_a_check(PDF, "plan.bin").url)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.getvalue()


def test_the_record_of_one_file_says_nothing_of_the_next(editor, family):
    document = uploaded(editor, PDF)
    document.file.save("other.pdf", ContentFile(b"<script>alert(1)</script>"), save=False)
    Document.objects.filter(pk=document.pk).update(file=document.file.name)
    answer = family.get(Document.objects.get().url)
    assert (answer["Content-Type"], answer.getvalue()) == (UNKNOWN, b"<script>alert(1)</script>")
    edited = {"title": "Plan", "file": SimpleUploadedFile("new.pdf", docx())}
    assert editor.post(reverse("wagtaildocs:edit", args=[document.pk]), edited).status_code == 302
    assert DocumentContent.objects.get().content_type == TYPES["docx"]


def test_a_document_that_has_not_changed_is_not_sent_again(editor, family):
    document = uploaded(editor, PDF)
    first = family.get(document.url)
    assert first.getvalue()
    again = family.get(document.url, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again["Content-Security-Policy"]) == (304, "default-src 'none'; sandbox")


def test_a_document_of_a_private_collection_is_for_those_who_may_read_it(editor, family):
    document = uploaded(editor, PDF)
    root = Collection.get_first_root_node()
    CollectionViewRestriction.objects.create(collection=root, restriction_type=CollectionViewRestriction.LOGIN)
    assert family.get(document.url).status_code == 302
    opened = editor.get(document.url)
    assert (opened.status_code, bool(opened.getvalue())) == (200, True)


@pytest.mark.parametrize("path", ["other.pdf", "../plan.pdf", "plan.pdf%00", ""])
def test_a_document_is_known_by_its_own_name_alone(editor, family, path):
    document = uploaded(editor, PDF)
    assert family.get(f"/documents/{document.pk}/{path}").status_code == 404


def test_another_councils_host_has_no_such_document(editor, beta, client_for):
    assert client_for(beta).get(uploaded(editor, PDF).url).status_code == 404


def test_nobody_uploads_a_picture_of_themselves(editor):
    page = editor.get(reverse("wagtailadmin_account"))
    assert "avatar-avatar" not in page.text
    answer = editor.post(
        reverse("wagtailadmin_account"), {"avatar-avatar": SimpleUploadedFile("a.jpg", photo(), "image/jpeg")}
    )
    assert answer.status_code < 500
    assert not UserProfile.objects.exclude(avatar="").exists()


def test_whatever_is_downloaded_is_kept_apart():
    """Read from the source: who answers with a file says so through `tenants.files.downloads`."""
    files = {path: path.read_text() for room in ROOMS for path in (REPOSITORY / room).rglob("*.py")}
    answering = {
        str(path.relative_to(REPOSITORY))
        for path, text in files.items()
        if re.search(r"FileResponse\(|Content-Disposition|\bserve\(|sendfile", text) and "kept_apart" not in text
    }
    assert answering == set()
