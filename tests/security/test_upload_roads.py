"""Every road by which a file comes in, tried with every hostile file: refused in words, and nothing kept."""

import os
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import FileField
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import UploadedFile

import cms.pages.document_forms
import cms.pages.services
import providers.listings.services.files
from cms.branding.models import CouncilLogo
from providers.listings.models import StoredFile
from providers.uploads.models import Upload
from tenants.files.documents import read_document
from tests.clamd import EICAR, clamd
from tests.factories import OrganisationFactory, PersonFactory, ServiceFactory
from tests.factories.files import PDF, pdf, photo, photo_with_gps
from tests.factories.hostile_files import HOSTILE

pytestmark = pytest.mark.django_db

KEPT_BY = {
    "branding.CouncilLogo.file": "logo of the council",
    "editions.EditionFile.file": "made by us",
    "exports.Export.file": "made by us",
    "listings.StoredFile.file": "listing photo, listing document",
    "listings.StoredFile.small": "made by us",
    "uploads.Upload.file": "spreadsheet of a provider, spreadsheet of the council",
    "wagtailcore.UploadedFile.file": "several documents, several pictures",
    "wagtaildocs.Document.file": "document, several documents, document in a page, document replaced",
    "wagtailimages.Image.file": "picture, several pictures, picture in a page, picture replaced",
    "wagtailimages.Rendition.file": "made by us",
    "wagtailusers.UserProfile.avatar": "closed: tests/security/test_served_files.py",
}
"""Every place where a file is kept, and the roads of ROADS that lead there."""

TOO_LONG = "x" * 300
"""A title that Wagtail refuses: it then keeps the upload and asks for the rest."""


@pytest.fixture
def editor(alpha, with_second_factor, client_for):
    return client_for(alpha, with_second_factor(PersonFactory(content_editor=True)))


@pytest.fixture
def officer(alpha, with_second_factor, client_for):
    return client_for(alpha, with_second_factor(PersonFactory(officer=True)))


@pytest.fixture
def manager(alpha, with_second_factor, client_for):
    return client_for(alpha, with_second_factor(PersonFactory(manager=True)))


@pytest.fixture
def owner(alpha):
    return PersonFactory(name="Olu Owner")


@pytest.fixture
def provider(alpha, owner, client_for):
    return client_for(alpha, owner)


@pytest.fixture
def service(alpha, owner):
    return ServiceFactory.create(organisation=OrganisationFactory.create(owner=owner))


def file_of(content, name="evil.pdf"):
    return SimpleUploadedFile(name, content, "application/pdf")


def wagtail_road(address, *, prefix="", several=False, title="Plan", replaced=None):
    def send(get, content, name):
        client = get("editor")
        args = [replaced(get, client)] if replaced else []
        values = {"title": title, "file": file_of(content, name)}
        if several:
            values = {"title": title, "files[]": file_of(content, name)}
        return client.post(reverse(address, args=args), {f"{prefix}{key}": value for key, value in values.items()})

    return send


def a_document(get, client):
    client.post(reverse("wagtaildocs:add"), {"title": "Plan", "file": file_of(pdf(), "plan.pdf")})
    return Document.objects.get().pk


def a_picture(get, client):
    client.post(reverse("wagtailimages:add"), {"title": "Hall", "file": file_of(photo(), "hall.jpg")})
    return Image.objects.get().pk


def listing_road(kind):
    def send(get, content, name):
        answers = {kind: file_of(content, name), f"{kind}_title": "Prices"}
        return get("provider").post(f"/provider/services/{get('service').uuid}/files/", answers)

    return send


def provider_sheet(get, content, name):
    whose = get("service").organisation.uuid
    return get("provider").post("/provider/uploads/", {"organisation": whose, "file": file_of(content, name)})


def council_sheet(get, content, name):
    return get("officer").post(reverse("council-uploads:index"), {"file": file_of(content, name)})


def council_logo(get, content, name):
    return get("manager").post("/admin/settings/logo/", {"logo": file_of(content, name), "logo_alt": "Alpha"})


ROADS = {
    "document": wagtail_road("wagtaildocs:add"),
    "several documents": wagtail_road("wagtaildocs:add_multiple", several=True),
    "several documents, with a title to mend": wagtail_road("wagtaildocs:add_multiple", several=True, title=TOO_LONG),
    "document in a page": wagtail_road("wagtaildocs_chooser:create", prefix="document-chooser-upload-"),
    "document replaced": wagtail_road("wagtaildocs:edit", replaced=a_document),
    "picture": wagtail_road("wagtailimages:add"),
    "several pictures": wagtail_road("wagtailimages:add_multiple", several=True),
    "several pictures, with a title to mend": wagtail_road("wagtailimages:add_multiple", several=True, title=TOO_LONG),
    "picture in a page": wagtail_road("wagtailimages_chooser:create", prefix="image-chooser-upload-"),
    "picture replaced": wagtail_road("wagtailimages:edit", replaced=a_picture),
    "listing photo": listing_road("photo"),
    "listing document": listing_road("document"),
    "spreadsheet of a provider": provider_sheet,
    "spreadsheet of the council": council_sheet,
    "logo of the council": council_logo,
}
IN_FULL = {"document", "picture", "listing document", "spreadsheet of a provider"}
NAMES = {"picture": "evil.jpg", "logo": "evil.png", "pictures": "evil.jpg", "spreadsheet": "evil.csv"}


def name_on(road):
    return next((name for word, name in NAMES.items() if word in road.replace(",", "").split()), "evil.pdf")


TEXTS = {"other: shell script", "other: nothing but a type"}
"""Short texts: a spreadsheet of one column, whose cells are words and nothing more."""


def tried_on(road):
    """Every hostile file where each kind comes in first; a fifth of them on roads that have the same check."""
    return {
        name: content
        for number, (name, content) in enumerate(HOSTILE.items())
        if (road in IN_FULL or not number % 5) and not (name in TEXTS and "spreadsheet" in road)
    }


def kept(media):
    return sorted(str(Path(folder, name)) for folder, _, names in os.walk(media) for name in names)


def test_every_place_for_files_is_known():
    fields = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, FileField)
    }
    assert fields == set(KEPT_BY)


@pytest.fixture
def _read_at_once(monkeypatch):
    """A thousand documents are read here and not each in a process of its own, as tests/unit/files has it done."""
    for reader in (cms.pages.document_forms, cms.pages.services, providers.listings.services.files):
        monkeypatch.setattr(reader, "take_document", read_document)


@pytest.mark.usefixtures("_read_at_once")
@pytest.mark.parametrize("road", ROADS)
def test_a_hostile_file_is_refused_in_words_and_not_kept(request, media, road):
    wrong = []
    send, get = ROADS[road], request.getfixturevalue
    if "replaced" in road:
        send(get, b"", name_on(road))
    before = kept(media)
    for name, content in tried_on(road).items():
        if road.endswith("replaced"):
            Document.objects.all().delete()
            Image.objects.all().delete()
        answer = send(get, content, name_on(road))
        if answer.status_code not in {200, 400, 422} or not has_reason(answer):
            wrong.append(f"{name}: {answer.status_code}")
        rows = [StoredFile, Upload, UploadedFile, CouncilLogo] + (
            [] if road.endswith("replaced") else [Document, Image]
        )
        wrong += [f"{name}: kept as {row.__name__}" for row in rows if row.objects.exists()]
    if not road.endswith("replaced"):
        assert kept(media) == before
    assert not wrong, "\n".join(wrong)


def has_reason(answer):
    text = answer.text
    return any(words in text for words in ("error", 'success": false', 'class="w-field__errors'))


GOOD = {
    "photo": photo(),
    "logo": photo(),
    "picture": photo(),
    "pictures": photo(),
    "spreadsheet": b"name\nSleep club\n",
}


def good_on(road):
    return next((content for word, content in GOOD.items() if word in road.replace(",", "").split()), PDF)


@pytest.mark.parametrize("road", ROADS)
def test_a_road_takes_what_is_plain(request, media, road):
    ROADS[road](request.getfixturevalue, good_on(road), name_on(road))
    assert kept(media)


@pytest.mark.parametrize("road", [road for road in ROADS if "replaced" not in road])
@pytest.mark.parametrize("away", [False, True], ids=["virus", "scanner-away"])
def test_nothing_passes_without_the_scanners_word(request, media, settings, road, away):
    before = kept(media)
    with clamd() as settings.CLAMD_URL:
        if not away:
            answer = ROADS[road](request.getfixturevalue, good_on(road) + EICAR, name_on(road))
    if away:
        answer = ROADS[road](request.getfixturevalue, good_on(road), name_on(road))
    words = "check files for viruses at the moment" if away else "found something harmful"
    assert words in answer.text
    assert kept(media) == before


@pytest.mark.parametrize("road", ["several pictures, with a title to mend", "several documents, with a title to mend"])
def test_what_waits_for_a_better_title_is_what_was_checked(request, editor, road):
    """Wagtail keeps the upload itself then, beside what its form made of it."""
    pictures = "pictures" in road
    content = photo_with_gps() if pictures else pdf() + b"secret"
    answer = ROADS[road](request.getfixturevalue, content, name_on(road))
    waiting = UploadedFile.objects.get()
    with waiting.file.open() as file:
        assert b"secret" not in file.read()
    kind, name = ("wagtailimages", "image") if pictures else ("wagtaildocs", "document")
    address = reverse(f"{kind}:create_multiple_from_uploaded_{name}", args=[waiting.pk])
    prefix = f"uploaded-{name}-{waiting.pk}"
    mended = editor.post(address, {f"{prefix}-title": "Plan"}, headers={"x-requested-with": "XMLHttpRequest"})
    assert mended.json()["success"], (answer.text, mended.text)
    with (Image if pictures else Document).objects.get().file.open() as file:
        assert b"secret" not in file.read()
