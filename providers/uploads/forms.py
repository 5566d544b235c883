"""Forms: choose a file, match its columns, and choose what happens to its listings."""

from typing import Any, Final

from django import forms

from providers.imports.listing_csv.columns import COLUMNS, VERSION
from providers.imports.listing_csv.sheets import MAX_BYTES
from providers.listings.models import Organisation
from providers.uploads.mapping import LABELS, problems_of
from providers.uploads.models import Goes, Upload
from providers.uploads.services.uploads import choices_for
from tenants.accounts.models import User
from tenants.inputs.forms import PlainForm

_WHAT_FOLLOWS: Final = {
    Goes.DRAFT: "Families see no difference. You can look at each listing first.",
    Goes.REVIEW: "An officer looks at each listing before families see it.",
    Goes.LIVE: "Families see the changes at once. A listing that needs more approvals is sent to the review.",
}


class FileForm(PlainForm):
    """A spreadsheet, and whose listings are in it when a person has several organisations."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Whose services are in it?", to_field_name="uuid", empty_label=None
    )
    file = forms.FileField(
        label="Your spreadsheet",
        help_text="An Excel workbook (.xlsx) or a CSV file, up to 20 MB and 10,000 rows.",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        error_messages={"required": "Choose a spreadsheet", "empty": "The file is empty"},
    )

    def __init__(self, *args: Any, organisations: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        if organisations is None:
            del self.fields["organisation"]
        elif isinstance(field, forms.ModelChoiceField):
            field.queryset = organisations
            if len(organisations) == 1:
                field.initial = organisations[0].uuid
                field.widget = forms.HiddenInput()

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(f"The file must be smaller than {MAX_BYTES // 1024**2} MB")
        return file


class ColumnsForm(PlainForm):
    """For each column of the file, which of ours it is; and what happens to the listings."""

    goes = forms.ChoiceField(label="What should happen with the listings?", widget=forms.RadioSelect)
    source = forms.CharField(
        label="Where do new listings come from? (you can leave this empty)",
        help_text="Families read it: “brought in from the council’s earlier directory”. Write the last part of that.",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input"}),
    )

    file_wins = forms.BooleanField(required=False)

    def __init__(self, upload: Upload, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.upload = upload
        self.fields["file_wins"].initial = upload.file_wins
        self.allowed = choices_for(user, upload)
        self.fields["source"].initial = upload.source
        if upload.organisation:
            del self.fields["source"]
        choices = [("", "Leave out"), *((column, LABELS[column]) for column in COLUMNS)]
        for index, name in enumerate(upload.header):
            self.fields[f"column-{index}"] = forms.ChoiceField(
                label=name,
                choices=choices,
                required=False,
                initial=upload.mapping.get(name, ""),
                widget=forms.Select(attrs={"class": "govuk-select"}),
            )
        field = self.fields["goes"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(each.value, each.label) for each in self.allowed]
        field.initial = upload.goes if upload.goes in self.allowed else self.allowed[0]

    @property
    def columns(self) -> list[tuple[forms.BoundField, str]]:
        """Each column's field with something that the column says."""
        examples = [*self.upload.examples, *[""] * len(self.upload.header)]
        return [(self[f"column-{index}"], examples[index]) for index in range(len(self.upload.header))]

    @property
    def ways(self) -> list[tuple[Goes, bool, str]]:
        """What may become of the listings, whether that is chosen, and what it means."""
        return [(each, self["goes"].value() == each.value, _WHAT_FOLLOWS[each]) for each in self.allowed]

    @property
    def says_versions(self) -> bool:
        """Whether the file says which versions it was made of."""
        return VERSION in self.upload.mapping.values()

    def clean(self) -> dict[str, Any]:
        """Refuse two columns of one kind, and a file without names or references."""
        cleaned: dict[str, Any] = super().clean() or {}
        fields = {name: f"column-{index}" for index, name in enumerate(self.upload.header)}
        cleaned["mapping"] = {name: cleaned.get(field, "") for name, field in fields.items()}
        for name, problem in problems_of(cleaned["mapping"]).items():
            self.add_error(fields[name] if name else None, problem)
        return cleaned
