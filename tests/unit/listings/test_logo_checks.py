"""A logo is told by content, drawn anew on white, and refused with what to do about it."""

import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from providers.listings.file_checks import MOST_BYTES
from providers.listings.logo_checks import HEIGHT, WIDTH, read_logo
from tenants.files.errors import BadUpload
from tests.factories.files import PDF, logo, photo_with_gps


def opened(content):
    return Image.open(io.BytesIO(content))


def drawn(size, box, *, ground=(0, 0, 0, 0), ink=(0, 90, 90, 255)):
    """A PNG with one block of ink on a ground, clear unless said."""
    image = Image.new("RGBA", size, ground)
    ImageDraw.Draw(image).rectangle(box, ink)
    made = io.BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_becomes_a_webp_of_the_size_that_pages_need(kind):
    made = read_logo(logo(kind, size=(1200, 480)))
    assert (opened(made.content).format, opened(made.content).size) == ("WEBP", (WIDTH, HEIGHT))
    assert (made.width, made.height) == (WIDTH, HEIGHT)
    assert len(made.content) < 2_000


def test_a_small_logo_stays_as_large_as_it_is():
    assert (read_logo(logo(size=(100, 70))).width, read_logo(logo(size=(64, 20))).height) == (100, 20)


def test_what_is_clear_becomes_white_and_the_empty_border_goes():
    made = read_logo(drawn((1000, 1000), (400, 450, 599, 549)))
    assert (made.width, made.height) == (200, 100)
    ring = read_logo(_ring())
    assert opened(ring.content).convert("RGB").getpixel((ring.width // 2, ring.height // 2)) == (255, 255, 255)


def _ring():
    image = Image.new("RGBA", (200, 200))
    ImageDraw.Draw(image).ellipse((0, 0, 199, 199), outline=(0, 90, 90, 255), width=20)
    made = io.BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


def test_a_logo_of_four_printing_colours_is_converted():
    made = read_logo(logo("JPEG", mode="CMYK", colour=(0, 255, 255, 0)))
    red, green, blue = opened(made.content).convert("RGB").getpixel((40, 40))
    assert (red > 200, green < 60, blue < 60) == (True, True, True)


def test_it_is_turned_upright_and_tells_nothing_else():
    made = read_logo(photo_with_gps())
    assert made.width < made.height
    assert dict(opened(made.content).getexif()) == {}
    assert b"secret" not in made.content


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG files can hold scripts"),
        (b"<?xml version='1.0'?>\n<!-- a logo -->\n<SVG/>", "Save the logo as a PNG"),
        (b"\x1f\x8b\x08packed", "Save the logo as a PNG"),
        (PDF, "can’t read this logo"),
        (logo("GIF"), "can’t read this logo"),
        (logo()[:60], "can’t read this logo"),
        (logo(size=(63, 63)), "at least 64 pixels"),
        (drawn((900, 900), (0, 0, 30, 30)), "at least 64 pixels"),
        (drawn((300, 100), (0, 0, 299, 99), ink=(255, 255, 255, 255)), "nothing can be seen"),
        (b"\xff\xd8\xff" + b"0" * MOST_BYTES, "bigger than 10 MB"),
    ],
    ids=["empty", "svg", "svg-late", "svgz", "pdf", "gif", "cut-short", "tiny", "speck", "white", "heavy"],
)
def test_what_is_no_fit_logo_is_refused_with_what_to_do(content, message):
    with pytest.raises(BadUpload, match=message):
        read_logo(content)


def test_a_logo_of_too_many_pixels_is_refused_before_they_are_read():
    with pytest.raises(BadUpload, match="at most 25 megapixels"):
        read_logo(logo(size=(5_001, 5_000)))


@given(st.binary(max_size=400), st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"]))
def test_any_bytes_are_taken_or_refused(content, head):
    with suppress(BadUpload):
        assert read_logo(head + content)
