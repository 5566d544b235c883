"""Photos and documents: a row for each that is there, and one of each kind to add."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, cast
from uuid import UUID

from django import forms
from django.forms import formset_factory
from django.http import QueryDict

from providers.listings.data import FileData, ServiceData
from providers.listings.file_rules import MOST_OF_A_KIND, in_wanted_order
from providers.listings.models import ServiceFile, StoredFile
from providers.portal.forms.asked import Asked, Questions
from providers.portal.forms.base import named
from tenants.inputs.forms import PlainForm, PlainRows

PREFIX: Final = "files"
MOST_ROWS: Final = 2 * (MOST_OF_A_KIND + 1)
_ALT_HINT: Final = "For people who can’t see it. For example: three children bake bread at a low table."
_TITLES: Final = {
    "photo": "Say what the photo shows, for people who can’t see it",
    "document": "Enter a title, so that families know what they open",
}


class FileRowForm(PlainForm):
    """One file that the draft has, or that was uploaded a moment ago."""

    uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    file = forms.UUIDField(widget=forms.HiddenInput)
    title = named("Title", most=250)
    position = forms.TypedChoiceField(label="Place in the list", coerce=int, required=False)
    remove = forms.BooleanField(label="Remove it", required=False)

    stored: StoredFile

    def use(self, stored: StoredFile, position: int, count: int) -> None:
        """Tell the row which file it is and which places there are."""
        self.stored, self.place = stored, position
        self.fields["title"].label = "What the photo shows" if stored.is_photo else "Title of the document"
        self.fields["position"].choices = [(each, str(each)) for each in range(1, count + 1)]  # type: ignore[attr-defined]
        self.fields["position"].initial = position
        if self.is_bound:  # one that was uploaded just now came without a place, and would go to the first
            self.data.setdefault(self.add_prefix("position"), str(position))  # type: ignore[attr-defined]

    @property
    def kind(self) -> str:
        """Photo or document, by the file itself."""
        return (ServiceFile.Kind.PHOTO if self.stored.is_photo else ServiceFile.Kind.DOCUMENT).value

    def clean(self) -> dict[str, Any]:
        """A title for each file that stays."""
        answers = super().clean() or {}
        if not answers.get("title") and not answers.get("remove"):
            self.add_error("title", _TITLES[self.kind])
        return answers

    @property
    def wanted(self) -> int:
        """Where it was put."""
        return self.cleaned_data.get("position") or self.place


class FileRows(PlainRows):
    """The rows of the page. Rows of files that aren't the organisation's own are dropped."""

    def use(self, files: Mapping[UUID, StoredFile]) -> None:
        """Keep the rows of these files, and tell each its place among its kind."""
        found = [(row, files.get(_uuid_of(row))) for row in self.forms]
        known = [(row, stored) for row, stored in found if stored is not None]
        self.__dict__["forms"] = [row for row, _ in known]
        for photo in (True, False):
            alike = [(row, stored) for row, stored in known if stored.is_photo == photo]
            for position, (row, stored) in enumerate(alike, start=1):
                row.use(stored, position, len(alike))

    def of_kind(self, kind: str) -> list[FileRowForm]:
        """The rows of photos or of documents."""
        return [row for row in self.forms if row.kind == kind]

    @property
    def photos(self) -> list[FileRowForm]:
        """The photos' rows."""
        return self.of_kind(ServiceFile.Kind.PHOTO)

    @property
    def documents(self) -> list[FileRowForm]:
        """The documents' rows."""
        return self.of_kind(ServiceFile.Kind.DOCUMENT)

    def values(self) -> tuple[FileData, ...]:
        """The files that stay, photos first, each kind in its order. Call it on a valid set."""
        kept = []
        for kind in ServiceFile.Kind:
            alike = self.of_kind(kind)
            for row in in_wanted_order(alike, [row.wanted for row in alike]):
                answers = row.cleaned_data
                if not answers["remove"]:
                    own = {"uuid": answers["uuid"]} if answers["uuid"] else {}
                    kept.append(FileData(kind=kind.value, file_id=row.stored.pk, title=answers["title"], **own))
        return tuple(kept)


class UploadForm(PlainForm):
    """One photo and one document to add."""

    photo = forms.FileField(
        label="Choose a photo",
        help_text="JPEG, PNG, WebP or HEIC, up to 10 MB. "
        "Everybody in it must have agreed to be shown; for children, their parents.",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/heic,.heic"}),
    )
    photo_title = named("What does the photo show?", hint=_ALT_HINT, most=250)
    document = forms.FileField(
        label="Choose a document",
        help_text="PDF, Word (.docx) or OpenDocument (.odt), up to 10 MB, without macros. "
        "What families must know belongs on the pages: not everybody can open a document.",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.odt"}),
    )
    document_title = named("Title of the document", hint="For example: price list 2026.", most=250)


def file_questions(usable: Mapping[UUID, StoredFile], problems: Mapping[str, str]) -> Questions[ServiceData]:
    """What is asked of a service's files, among those that it may have, and of one of each kind to add. `problems` are
    those of files that were uploaded just now, by kind."""
    keys = {stored.pk: stored for stored in usable.values()}

    def read(form: UploadForm, rows: FileRows) -> Asked[ServiceData]:
        rows.use(usable)
        return Asked(form, (rows,), lambda data: replace(data, files=rows.values()))

    def shown(data: ServiceData) -> Asked[ServiceData]:
        there = [
            {"uuid": file.uuid, "file": keys[file.file_id].uuid, "title": file.title}
            for file in data.files
            if file.file_id in keys
        ]
        return read(UploadForm(), _factory()(initial=there, prefix=PREFIX))

    def bound(answers: QueryDict) -> Asked[ServiceData]:
        form = UploadForm(answers)
        for kind, problem in problems.items():
            form.add_error(kind, problem)
        return read(form, _factory()(answers, prefix=PREFIX))

    return Questions(shown, bound)


def with_added(answers: QueryDict, stored: StoredFile, title: str) -> None:
    """Add a row for a file uploaded just now to posted answers, so that it is never lost, whatever else is wrong."""
    given = answers.get(f"{PREFIX}-TOTAL_FORMS", "0")
    count = min(int(given), MOST_ROWS) if given.isdecimal() and len(given) < 4 else 0
    answers[f"{PREFIX}-TOTAL_FORMS"] = str(count + 1)
    answers.setdefault(f"{PREFIX}-INITIAL_FORMS", "0")
    answers[f"{PREFIX}-{count}-file"] = str(stored.uuid)
    answers[f"{PREFIX}-{count}-title"] = title


def _factory() -> type[FileRows]:
    made = formset_factory(FileRowForm, formset=FileRows, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 2)
    return cast(type[FileRows], made)


def _uuid_of(row: forms.BaseForm) -> UUID:
    """The file that a row names; one that is nobody's when it names none."""
    try:
        return UUID(str(row["file"].value()))
    except ValueError:
        return UUID(int=0)
