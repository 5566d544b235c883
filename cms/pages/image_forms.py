"""Pictures of pages are kept as pixels alone, by whichever of Wagtail's forms they come."""

import io
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from tenants.files.errors import BadUpload
from tenants.files.scanner import refuse_viruses
from tenants.files.uploads import put_in_place
from tenants.inputs.forms import PlainMessages

MOST_MOVING: Final = 50_000_000
"""Pixels of all frames of a moving picture together: each is drawn anew, here and for each size that pages ask for."""
_QUALITY: Final = 92
_EXTENSIONS: Final = {"JPEG": "jpg"}
_KEPT: Final = ("icc_profile", "transparency", "duration", "loop", "background")
"""What says how pixels look and move, and nothing of who took them."""


class PlainImageField(WagtailImageField):  # type: ignore[misc]
    """Wagtail's field for a picture. It gives a file without what stood beside the pixels: where, when and with what a
    picture was taken would be repeated by its renditions."""

    def to_python(self, data: Any) -> Any:
        """The picture saved anew; ValidationError for what can't be read or has too many pixels."""
        try:
            upload = super().to_python(data)
            if upload:
                upload.seek(0)
                refuse_viruses(upload.read())
                content, extension, content_type = _plain(upload)
                put_in_place(upload, content, extension=extension, content_type=content_type)
            return upload
        except BadUpload as refused:
            raise ValidationError(f"{refused}.") from refused
        except (OSError, ValueError, SyntaxError, EOFError) as error:
            raise ValidationError("We can’t read this picture. Save it again and choose the new file.") from error


class PlainImageForm(PlainMessages, BaseImageForm):  # type: ignore[misc]
    """Wagtail's image form with that field, where it asks for a file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asked := self.fields.get("file"):
            self.fields["file"] = PlainImageField(required=asked.required, label=asked.label, widget=asked.widget)


def _plain(upload: "UploadedFile[bytes]") -> tuple[bytes, str, str]:
    """The picture turned upright and saved anew in its format, a moving one with all its frames; with the format's
    extension and content type."""
    upload.seek(0)
    made = io.BytesIO()
    with Image.open(upload) as opened:
        moves = getattr(opened, "is_animated", False)
        if moves and opened.width * opened.height * getattr(opened, "n_frames", 1) > MOST_MOVING:
            raise ValidationError(
                "The moving picture is too large: at most 50 megapixels in all its frames. Make it smaller or shorter."
            )
        picture = opened if moves else ImageOps.exif_transpose(opened)
        picture.load()
        for name in picture.info.keys() - set(_KEPT):
            del picture.info[name]
        form = str(opened.format)
        picture.save(made, form, save_all=moves, quality=_QUALITY, exif=b"")
    return made.getvalue(), _EXTENSIONS.get(form, form.lower()), Image.MIME[form]
