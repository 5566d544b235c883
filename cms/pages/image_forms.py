"""Pictures of pages are kept as pixels alone, by whichever of Wagtail's forms they come."""

import io
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from PIL import Image, ImageOps
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from tenants.inputs.forms import PlainMessages

_QUALITY: Final = 92
_KEPT: Final = ("icc_profile", "transparency", "duration", "loop", "background")
"""What says how pixels look and move, and nothing of who took them."""


class PlainImageField(WagtailImageField):  # type: ignore[misc]
    """Wagtail's field for a picture. It gives a file without what stood beside the pixels: where, when and with what a
    picture was taken would be repeated by its renditions."""

    def to_python(self, data: Any) -> Any:
        """The picture saved anew; ValidationError for what can't be read or has too many pixels."""
        try:
            file = super().to_python(data)
            return _plain(file) if file else file
        except (OSError, ValueError, SyntaxError, EOFError) as error:
            raise ValidationError("We can’t read this picture. Save it again and choose the new file.") from error


class PlainImageForm(PlainMessages, BaseImageForm):  # type: ignore[misc]
    """Wagtail's image form with that field, where it asks for a file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asked := self.fields.get("file"):
            self.fields["file"] = PlainImageField(required=asked.required, label=asked.label, widget=asked.widget)


def _plain(upload: "UploadedFile[bytes]") -> "UploadedFile[bytes]":
    """The picture turned upright and saved anew in its format; a moving one with all its frames."""
    upload.seek(0)
    made = io.BytesIO()
    with Image.open(upload) as opened:
        moves = getattr(opened, "is_animated", False)
        picture = opened if moves else ImageOps.exif_transpose(opened)
        picture.load()
        for name in picture.info.keys() - set(_KEPT):
            del picture.info[name]
        picture.save(made, opened.format, save_all=moves, quality=_QUALITY, exif=b"")
    return SimpleUploadedFile(str(upload.name), made.getvalue(), upload.content_type or "application/octet-stream")
