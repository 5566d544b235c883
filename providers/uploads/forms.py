"""Forms: choose a file, match its columns, and choose what happens to its listings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django import forms
from django.utils import timezone

from providers.imports.foreign.fields import (
    ASK,
    FIELDS,
    LABELS,
    PARTS,
    RESTRICTIONS,
    UNSHOWN,
    WORD_FIELDS,
    label_of,
    split_target,
)
from providers.imports.foreign.guessing import problems_of
from providers.imports.foreign.headers import LOOKED_AT
from providers.imports.foreign.restricting import HOLD, SHOW
from providers.imports.foreign.restrictions import lets_through
from providers.imports.foreign.sheets import MAX_BYTES
from providers.imports.foreign.words import plain_word
from providers.imports.listing_csv.columns import VERSION
from providers.imports.meanings import meanings_for, said_parts
from providers.listings.models import Organisation
from providers.uploads.models import Goes, Upload
from providers.uploads.services.uploads import choices_for
from tenants.accounts.models import User
from tenants.inputs.forms import PlainForm

MOST_SHOWN: Final = 200
"""Words of one column on the page that asks what they mean."""
FEW: Final = 12
"""Different words that a column of a list usually has."""
LEAVE_OUT: Final = "-"
_WHO_SEES: Final = "Who can see a listing"
_WHO_SEES_HINT: Final = (
    "These columns read as if they say what is private, closed or not agreed to. What they keep back is not published: "
    "the listing is a draft, or its address is hidden."
)
_SAID: Final = frozenset({*WORD_FIELDS, *RESTRICTIONS})
_SHOWS: Final = {"": "Families may see it", "show_address": "The address is shown", "show_contact": "They are shown"}
_HOLDS: Final = {
    "": "It stays a draft",
    "show_address": "Only the area is shown",
    "mask_address": "Only the area is shown",
    "show_contact": "They are left out",
    "hide_contact": "They are left out",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column on the page: its field, what it says, in how many rows, what it is taken for, and whether we ask."""

    field: forms.BoundField
    said: str
    filled: int
    target: str
    asked: bool


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
        help_text="Any list of services: an Excel workbook (.xlsx), a CSV file or JSON, up to 20 MB and 10,000 rows.",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.json"}),
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
    """For each column of the file, which of our fields it is; and what happens to the listings."""

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
        for index, name in enumerate(upload.header):
            target = upload.mapping.get(name, "")
            self.fields[f"column-{index}"] = forms.ChoiceField(
                label=name,
                choices=_choices(target),
                required=False,
                initial=target,
                widget=forms.Select(attrs={"class": "govuk-select"}),
            )
        field = self.fields["goes"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(each.value, each.label) for each in self.allowed]
        field.initial = upload.goes if upload.goes in self.allowed else self.allowed[0]

    @property
    def groups(self) -> list[tuple[str, str, list[Column]]]:
        """The columns in groups, each with a title and a sentence: those that may say who can see a listing, those that
        we know, and those that are left out."""
        columns = [self._column(index) for index in range(len(self.upload.header))]
        asked = [each for each in columns if each.asked or split_target(each.target)[0] in RESTRICTIONS]
        known = [each for each in columns if each.target and each not in asked]
        others = [each for each in columns if not each.target]
        groups = [
            (_WHO_SEES, _WHO_SEES_HINT, sorted(asked, key=lambda each: not each.asked)),
            ("The columns that we know" if asked or others else "", "", known),
            ("Left out" if known or asked else "", "Choose what one is if it says something for families.", others),
        ]
        return [group for group in groups if group[2]]

    def _column(self, index: int) -> Column:
        upload, name = self.upload, f"column-{index}"
        words = upload.column_words[index] if index < len(upload.column_words) else []
        few = [f"{word} ({count})" for word, count in words[:4]]
        more = f" and {len(words) - 4} more" if len(words) > 4 else ""
        example = upload.examples[index] if index < len(upload.examples) else ""
        taken_for, _ = split_target(upload.mapping.get(upload.header[index], ""))
        again = sum(count for _, count in words) > len(words)
        is_list = bool(words) and (taken_for in _SAID or taken_for == ASK or (again and len(words) <= FEW))
        said = f"{', '.join(few)}{more}" if is_list else f"such as “{example}”" if example else "empty in every row"
        filled = upload.filled[index] if index < len(upload.filled) else upload.rows_read
        target = self[name].value() or ""
        return Column(self[name], said, filled, target, asked=upload.mapping.get(upload.header[index]) == ASK)

    @property
    def ways(self) -> list[tuple[Goes, bool, str]]:
        """What may become of the listings, whether that is chosen, and what it means."""
        return [(each, self["goes"].value() == each.value, _WHAT_FOLLOWS[each]) for each in self.allowed]

    @property
    def says_versions(self) -> bool:
        """Whether the file says which versions it was made of."""
        return VERSION in self.upload.mapping.values()

    def clean(self) -> dict[str, Any]:
        """Refuse two columns of one kind that can't be joined, one that is asked about, and a file without names."""
        cleaned: dict[str, Any] = super().clean() or {}
        fields = {name: f"column-{index}" for index, name in enumerate(self.upload.header)}
        cleaned["mapping"] = {name: cleaned.get(field, "") for name, field in fields.items()}
        for name, problem in problems_of(cleaned["mapping"]).items():
            self.add_error(fields[name] if name else None, problem)
        return cleaned


class SheetForm(PlainForm):
    """Which sheet holds the listings, and which of its rows names the columns."""

    sheet = forms.ChoiceField(label="Sheet", required=False, widget=forms.Select(attrs={"class": "govuk-select"}))
    header_row = forms.ChoiceField(
        label="Row with the names of the columns",
        choices=[(str(number), str(number)) for number in range(1, LOOKED_AT + 1)],
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )

    def __init__(self, upload: Upload, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["header_row"].initial = str(upload.header_row or 1)
        field = self.fields["sheet"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(title, title) for title in upload.sheets]
        field.initial = upload.sheet
        if not upload.sheets:
            del self.fields["sheet"]


class WordsForm(PlainForm):
    """For each word of the file's lists, what it means."""

    def __init__(self, upload: Upload, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups: list[tuple[str, str, list[tuple[forms.BoundField, int]]]] = []
        for index, (name, words) in enumerate(zip(upload.header, upload.column_words, strict=False)):
            target, _ = split_target(upload.mapping.get(name, ""))
            if target in WORD_FIELDS:
                self._add(index, name, target, parts_said(words, upload.meanings.get(name, {})), upload)
            elif target in RESTRICTIONS and target not in ("starts", "ends"):
                self._add(index, name, target, words, upload)

    def _add(self, index: int, name: str, target: str, words: Sequence[tuple[str, int]], upload: Upload) -> None:
        known = upload.meanings.get(name, {})
        rows = []
        for number, (word, count) in enumerate(words):
            if target in RESTRICTIONS:
                passes = lets_through(target, word, today=timezone.localdate())
                initial = known.get(plain_word(word), [SHOW if passes else HOLD])[0]
                choices: list[Any] = [(SHOW, _SHOWS.get(target, _SHOWS[""])), (HOLD, _HOLDS.get(target, _HOLDS[""]))]
            else:
                meant = known.get(plain_word(word))
                initial = " ".join(meant) if meant else LEAVE_OUT if meant is not None else ""
                choices = _meaning_choices(target, initial)
            field = f"word-{index}-{number}"
            self.fields[field] = forms.ChoiceField(
                label=word,
                choices=choices,
                required=False,
                initial=initial,
                widget=forms.Select(attrs={"class": "govuk-select"}),
            )
            self._words[field] = (name, plain_word(word))
            rows.append((self[field], count))
        if rows:
            unsaid = sum(1 for field, _ in rows if not field.initial)
            note = f"{unsaid} of {len(rows)} words need an answer, or are left out." if unsaid else ""
            self.groups.append((name, note, rows))

    @cached_property
    def _words(self) -> dict[str, tuple[str, str]]:
        return {}

    @property
    def meanings(self) -> dict[str, dict[str, list[str]]]:
        """What the words were said to mean, by column and word; without those that nobody explained."""
        said: dict[str, dict[str, list[str]]] = {}
        for field, (name, word) in self._words.items():
            meant = self.cleaned_data.get(field, "")
            if meant:
                said.setdefault(name, {})[word] = [] if meant == LEAVE_OUT else meant.split()
        return said


def parts_said(words: Sequence[tuple[str, int]], known: Mapping[str, Sequence[str]]) -> list[tuple[str, int]]:
    """The words of a column's cells, a cell of several by its parts, each with how often it is there."""
    counts: dict[str, tuple[str, int]] = {}
    for word, count in words:
        for part in said_parts(word, known):
            shown, before = counts.get(plain_word(part), (part, 0))
            counts[plain_word(part)] = (shown, before + count)
    return sorted(counts.values(), key=lambda each: (plain_word(each[0]) in known, -each[1], each[0]))[:MOST_SHOWN]


def _meaning_choices(target: str, initial: str) -> list[Any]:
    groups: list[Any] = [("", "Not explained: left out"), (LEAVE_OUT, "Leave it out"), *meanings_for(target)]
    codes = {code for group in groups if isinstance(group[1], list) for code, _ in group[1]}
    if initial and initial not in codes | {LEAVE_OUT}:
        labels = {code: label for group in groups if isinstance(group[1], list) for code, label in group[1]}
        several = ", ".join(labels.get(code, code.partition(":")[2]) for code in initial.split())
        groups.insert(2, (initial, several))
    return groups


def _choices(target: str) -> list[Any]:
    """What a column can be, in groups; a target that isn't among these, as another place's address, too."""
    choices: list[Any] = [
        ("", "Leave out"),
        ("About the listing", list(LABELS.items())),
        ("Part of something", list(PARTS.items())),
        ("Who may see it", list(RESTRICTIONS.items())),
        ("Never shown", list(UNSHOWN.items())),
    ]
    if target == ASK:
        choices.insert(0, (ASK, "Say what it means"))
    elif target and target not in FIELDS:
        choices.insert(1, (target, label_of(target)))
    return choices
