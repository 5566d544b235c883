"""Photos that may be uploaded, judged by content and never by name, and made anew.

A photo's every pixel is drawn again: what else was in the file (where it was taken, a hidden script) is gone.
"""

import io
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError
from PIL.Image import DecompressionBombError
from pillow_heif import register_heif_opener

from tenants.files.errors import BadUpload

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_PIXELS: Final = {"JPEG": 50_000_000, "HEIF": 50_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
"""By format: cameras save large pictures in the first two, and all pixels of the others stand in memory at once."""
FEWEST_PIXELS: Final = 200
"""A photo's longer side; less is an icon."""
LARGE: Final = 1600
SMALL: Final = 640
_QUALITY: Final = 82
_SMOOTH: Final = ("L", "LA", "RGB", "RGBA", "CMYK")
"""Modes whose pixels can be averaged, unlike a palette's."""
_PHOTO_FORMATS: Final = ("JPEG", "PNG", "WEBP", "HEIF")

register_heif_opener()


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo in two sizes, both JPEG without anything but pixels; width and height are the large one's."""

    large: bytes
    small: bytes
    width: int
    height: int


def read_photo(content: bytes) -> Photo:
    """A photo (JPEG, PNG, WebP or HEIC) turned upright and made anew. Raises BadUpload."""
    require_size(content)
    try:
        with Image.open(io.BytesIO(content), formats=_PHOTO_FORMATS) as opened:
            require_pixels(opened)
            _require_no_icon(opened)
            opened.draft("RGB", (LARGE, LARGE))
            drawn = on_white(ImageOps.exif_transpose(reduced(opened)))
    except (DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadUpload("The photo has too many pixels. Make it smaller, at most 25 megapixels") from error
    except BadUpload:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise BadUpload("We can’t read this photo. Choose a JPEG, PNG, WebP or HEIC file") from error
    small = drawn.copy()
    small.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS)
    return Photo(_as_jpeg(drawn), _as_jpeg(small), drawn.width, drawn.height)


def require_size(content: bytes) -> None:
    """Raise BadUpload for an empty file and for one of more than MOST_BYTES."""
    if not content:
        raise BadUpload("The file is empty. Choose another one")
    if len(content) > MOST_BYTES:
        raise BadUpload("The file is bigger than 10 MB. Make it smaller, then choose it again")


def require_pixels(image: Image.Image, what: str = "photo") -> None:
    """Raise BadUpload for a picture of too many pixels. Asked before they are read."""
    most = MOST_PIXELS[image.format or "PNG"]
    if image.width * image.height > most:
        megapixels = f"{most // 1_000_000} megapixels"
        raise BadUpload(f"The {what} has too many pixels. Make it smaller, at most {megapixels}")


def _require_no_icon(image: Image.Image) -> None:
    if max(image.size) < FEWEST_PIXELS:
        raise BadUpload(f"The photo is too small. It must be at least {FEWEST_PIXELS} pixels wide or high")


def reduced(image: Image.Image) -> Image.Image:
    """The picture at most LARGE wide and high, before anything else copies it: 25 megapixels take 100 MB each time."""
    smooth = image if image.mode in _SMOOTH else image.convert("RGBA" if "transparency" in image.info else "RGB")
    smooth.thumbnail((LARGE, LARGE), Image.Resampling.LANCZOS)
    return smooth


def on_white(image: Image.Image) -> Image.Image:
    """The picture in RGB, what is clear in it white."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layer = image.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(ground, layer).convert("RGB")
    return image.convert("RGB")


def _as_jpeg(image: Image.Image) -> bytes:
    """Pixels alone: a new image carries no EXIF, no colour profile, no comment."""
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    made = io.BytesIO()
    bare.save(made, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return made.getvalue()
