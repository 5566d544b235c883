"""Documents of pages are taken by what is in them, by whichever of Wagtail's forms they come."""

from typing import Any, Final

from django.core.exceptions import ValidationError
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm

from tenants.files.confined import take_document
from tenants.files.errors import BadUpload
from tenants.files.kinds import OFFICE
from tenants.files.scanner import refuse_viruses
from tenants.files.uploads import put_in_place
from tenants.inputs.forms import PlainMessages

_ACCEPTED: Final = ",".join(f".{extension}" for extension in OFFICE)


class PlainDocumentField(WagtailDocumentField):  # type: ignore[misc]
    """Wagtail's field for a document. It gives a file that was judged by its content, named after what it is."""

    def to_python(self, data: Any) -> Any:
        """The document as it is kept; ValidationError for what isn't taken."""
        upload = super().to_python(data)
        if upload:
            try:
                upload.seek(0)
                content = upload.read()
                refuse_viruses(content)
                document = take_document(content, OFFICE)
            except BadUpload as refused:
                raise ValidationError(f"{refused}.") from refused
            put_in_place(upload, document.content, extension=document.extension, content_type=document.content_type)
        return upload


class PlainDocumentForm(PlainMessages, BaseDocumentForm):  # type: ignore[misc]
    """Wagtail's document form with that field, where it asks for a file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asked := self.fields.get("file"):
            asked.widget.attrs["accept"] = _ACCEPTED
            self.fields["file"] = PlainDocumentField(
                required=asked.required, label=asked.label, widget=asked.widget, initial=asked.initial
            )
