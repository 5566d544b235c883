"""Pictures of pages: what is kept of them, and which files of the store their addresses give."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Pillow
from wagtail.images.models import Image

from tests.factories import PersonFactory
from tests.factories.files import photo, photo_with_gps

pytestmark = pytest.mark.django_db
ROADS = ("wagtailimages:add", "wagtailimages:add_multiple", "wagtailimages_chooser:create")


@pytest.fixture
def editor(alpha, with_second_factor, client_for):
    return client_for(alpha, with_second_factor(PersonFactory(content_editor=True)))


def upload(content, name="hall.jpg"):
    return SimpleUploadedFile(name, content, "image/jpeg")


def send(client, road, content, name="hall.jpg"):
    """Upload a picture on one of the roads; gives the answer."""
    prefix = "image-chooser-upload-" if road.startswith("wagtailimages_chooser") else ""
    several = {"files[]": upload(content, name)} if road.endswith("multiple") else {}
    values = {"title": "Hall", "file": upload(content, name)}
    return client.post(reverse(road), several | {f"{prefix}{key}": value for key, value in values.items()})


def opened(file):
    return Pillow.open(io.BytesIO(content(file.name)))


def content(name):
    with default_storage.open(name) as stored:
        return stored.read()


@pytest.mark.parametrize("road", ROADS)
def test_a_picture_keeps_its_pixels_alone_and_so_do_its_sizes(alpha, editor, road):
    send(editor, road, photo_with_gps())
    image = Image.objects.get()
    for file in (image.file, image.get_rendition("max-400x400").file):
        assert dict(opened(file).getexif()) == {}
    assert (image.width, image.height) == (300, 900)  # the camera was held on its side
    assert image.file_size == default_storage.size(image.file.name)


def test_a_picture_that_replaces_another_keeps_its_pixels_alone(alpha, editor):
    send(editor, "wagtailimages:add", photo())
    image = Image.objects.get()
    answer = editor.post(
        reverse("wagtailimages:edit", args=[image.pk]), {"title": "Hall", "file": upload(photo_with_gps())}
    )
    assert answer.status_code == 302
    image.refresh_from_db()
    assert (image.height, dict(opened(image.file).getexif())) == (900, {})
    assert editor.post(reverse("wagtailimages:edit", args=[image.pk]), {"title": "New"}).status_code == 302


@pytest.mark.parametrize(("kind", "suffix"), [("PNG", "png"), ("WEBP", "webp"), ("GIF", "gif")])
def test_other_formats_stay_what_they_are_without_words_beside_the_pixels(alpha, editor, kind, suffix):
    exif = Pillow.Exif()
    exif[0x010E] = "a secret description"
    options = {"comment": b"a secret description"} if kind == "GIF" else {"exif": exif}
    send(editor, "wagtailimages:add", photo(kind, **options), f"hall.{suffix}")
    image = Image.objects.get()
    stored = opened(image.file)
    assert (stored.format, stored.size) == (kind, (800, 600))
    assert b"secret" not in content(image.file.name)


def test_a_moving_picture_goes_on_moving(alpha, editor):
    frames = [Pillow.new("RGB", (300, 300), colour) for colour in ("red", "teal", "blue")]
    made = io.BytesIO()
    frames[0].save(made, "GIF", save_all=True, append_images=frames[1:], duration=90, loop=0)
    send(editor, "wagtailimages:add", made.getvalue(), "dance.gif")
    stored = opened(Image.objects.get().file)
    assert (stored.n_frames, stored.info["duration"]) == (3, 90)


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize(
    ("content", "name"),
    [
        (photo()[:900], "cut.jpg"),
        (photo("GIF")[:40], "cut.gif"),
        (photo("PNG")[:200], "cut.png"),
        (b"GIF89a" + b"\xff" * 60, "odd.gif"),
        (photo("PNG", (6000, 5000)), "vast.png"),
    ],
)
def test_a_picture_that_cannot_be_read_or_is_too_big_is_refused_in_words(alpha, editor, road, content, name):
    assert send(editor, road, content, name).status_code in (200, 400, 422)
    assert not Image.objects.exists()


def test_an_address_gives_a_size_that_pages_show_and_nothing_else_of_the_store(alpha, editor):
    send(editor, "wagtailimages:add", photo())
    image = Image.objects.get()
    shown = image.get_rendition("max-400x400").file.name
    listing = default_storage.save("listings/draft.jpg", ContentFile(photo()))
    unknown = default_storage.save("images/unknown.jpg", ContentFile(photo()))
    climbing = [f"images/../{name}" for name in (shown, listing, image.file.name)]
    for path in (*climbing, listing, unknown, image.file.name, f"./{shown}", f"images//{shown}", shown.upper()):
        assert editor.get(f"/media/alpha/{path}").status_code == 404
    assert editor.get(f"/media/alpha/{shown}").status_code == 200
