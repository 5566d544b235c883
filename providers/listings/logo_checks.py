"""What may be an organisation's logo, judged by content: drawn anew on white, without its empty border."""

import io
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError
from PIL.Image import DecompressionBombError

from providers.listings.file_checks import on_white, reduced, require_pixels, require_size
from tenants.files.errors import BadUpload

WIDTH: Final = 480
HEIGHT: Final = 192
"""Three times what pages show at most, for screens of many pixels."""
FEWEST_PIXELS: Final = 64
"""The longer side of what is drawn on it."""
_FORMATS: Final = ("PNG", "JPEG", "WEBP")
_PALEST: Final = 245
"""Of 255: what is lighter can't be told from a white page."""
_QUALITY: Final = 90
_HEAD: Final = 1024


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo as WebP with nothing but pixels."""

    content: bytes
    width: int
    height: int


def read_logo(content: bytes) -> Logo:
    """A logo (PNG, JPEG or WebP) made anew, on white, at most WIDTH by HEIGHT. Raises BadUpload."""
    require_size(content)
    if _is_vector(content):
        raise BadUpload("SVG files can hold scripts, so we don’t take them. Save the logo as a PNG and choose that")
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
            require_pixels(opened, "logo")
            drawn = _without_border(on_white(ImageOps.exif_transpose(reduced(opened))))
    except (DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadUpload("The logo has too many pixels. Make it smaller, at most 25 megapixels") from error
    except BadUpload:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise BadUpload("We can’t read this logo. Save it as a PNG, JPEG or WebP file and choose that") from error
    if max(drawn.size) < FEWEST_PIXELS:
        raise BadUpload(f"The logo is too small. It must be at least {FEWEST_PIXELS} pixels wide or high")
    drawn.thumbnail((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    return Logo(_as_webp(drawn), drawn.width, drawn.height)


def _is_vector(content: bytes) -> bool:
    head = content[:_HEAD].lower()
    return b"<svg" in head or head.startswith(b"\x1f\x8b")  # also packed


def _without_border(image: Image.Image) -> Image.Image:
    """What is drawn, without the white around it: else a logo with a wide border would be tiny on the page."""
    drawn = image.convert("L").point([255 * (light < _PALEST) for light in range(256)]).getbbox()
    if drawn is None:
        raise BadUpload("On white, nothing can be seen of this logo. Choose one for a white page")
    return image.crop(drawn)


def _as_webp(image: Image.Image) -> bytes:
    """Without loss where that is smaller: it is for what was drawn in a few colours."""
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    return min((_saved(bare, lossless=True), _saved(bare, quality=_QUALITY)), key=len)


def _saved(image: Image.Image, **options: int) -> bytes:
    made = io.BytesIO()
    image.save(made, "WEBP", method=6, **options)
    return made.getvalue()
