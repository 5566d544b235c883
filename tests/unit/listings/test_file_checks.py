"""What may be uploaded is told by content; nothing but pixels is left of a photo."""

import io
import struct
import subprocess
import sys
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from providers.listings.file_checks import LARGE, MOST_BYTES, MOST_PIXELS, SMALL, read_photo
from tenants.files.errors import BadUpload
from tests.factories.files import PDF, photo, photo_with_gps


def opened(content):
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_photo_becomes_two_jpegs(kind):
    made = read_photo(photo(kind, size=(2400, 1200)))
    assert (opened(made.large).format, opened(made.large).size) == ("JPEG", (LARGE, LARGE // 2))
    assert opened(made.small).size == (SMALL, SMALL // 2)
    assert (made.width, made.height) == (LARGE, LARGE // 2)


def test_a_photo_is_turned_upright_and_tells_nothing_of_where_it_was_taken():
    made = read_photo(photo_with_gps())
    assert (made.width, made.height) == (300, 900)
    for content in (made.large, made.small):
        assert dict(opened(content).getexif()) == {}
        assert b"secret" not in content
        assert b"Exif" not in content


def test_what_is_clear_becomes_white():
    made = read_photo(photo("PNG", mode="RGBA", colour=(0, 0, 0, 0)))
    assert opened(made.large).getpixel((5, 5)) == (255, 255, 255)


def _png_that_says_it_is(width, height):
    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"GIF89a" + b"0" * 500, "can’t read this photo"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "can’t read this photo"),
        (PDF, "can’t read this photo"),
        (photo("GIF"), "can’t read this photo"),
        (photo("BMP"), "can’t read this photo"),
        (photo()[:2000], "can’t read this photo"),
        (photo(size=(64, 64)), "too small"),
        (_png_that_says_it_is(60_000, 60_000), "too many pixels"),
        (_png_that_says_it_is(5_001, 5_000), "at most 25 megapixels"),
        (b"\xff\xd8\xff" + b"0" * MOST_BYTES, "bigger than 10 MB"),
    ],
    ids=["empty", "gif-head", "svg", "pdf", "gif", "bmp", "cut-short", "tiny", "bomb", "huge", "heavy"],
)
def test_what_is_no_fit_photo_is_refused_with_a_reason(content, message):
    with pytest.raises(BadUpload, match=message):
        read_photo(content)


LARGEST = """
import resource, sys
from providers.listings.file_checks import read_photo
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
read_photo(sys.stdin.buffer.read())
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGBA")])
def test_a_photo_of_the_most_pixels_takes_at_most_400_megabytes(kind, mode):
    side = int(MOST_PIXELS[kind] ** 0.5)
    content = photo(kind, (side, side), mode=mode, colour=1 if mode == "P" else "teal")
    run = subprocess.run([sys.executable, "-c", LARGEST], input=content, capture_output=True, check=True)
    assert int(run.stdout) <= 400


@given(st.binary(max_size=400), st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n"]))
def test_any_bytes_are_taken_or_refused(content, head):
    with suppress(BadUpload):
        assert read_photo(head + content)
