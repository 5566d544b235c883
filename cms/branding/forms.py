"""What a council's managers type about how it shows itself."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django import forms

from cms.branding.services import CHANGEABLE
from tenants.councils.models import COLOUR, Council
from tenants.inputs.fields import KindField
from tenants.inputs.forms import PlainForm
from tenants.text.kinds import EMAIL, PHONE, WEB_ADDRESS, Kind, line, name_up_to, whole_number

HEAD_LINKS: Final = 2
FOOT_LINKS: Final = 3
LONGEST_LINK: Final = 40
GROUPS: Final = (
    ("Name", ("name", "short_name", "strapline")),
    ("How families reach a person", ("phone", "hours", "text_relay", "email", "address")),
    (
        "When somebody worries about a child",
        ("safeguarding_name", "safeguarding_phone", "safeguarding_out_of_hours"),
    ),
    ("Colours", ("colour", "accent")),
    ("Links above every page", tuple(f"head_{part}_{n}" for n in range(HEAD_LINKS) for part in ("words", "address"))),
    ("Links below every page", tuple(f"foot_{part}_{n}" for n in range(FOOT_LINKS) for part in ("words", "address"))),
    ("Your promise to providers", ("service_level_days",)),
)
"""The page's parts: a heading and the fields below it."""


def _field(
    kind: Kind, label: str, hint: str = "", *, missing: str = "", widget: type[forms.Widget] | None = None
) -> Any:
    messages = {"required": missing} if missing else {}
    return KindField(
        kind,
        label=label,
        help_text=hint,
        required=bool(missing),
        widget=widget or forms.TextInput,
        error_messages=messages,
    )


def _colour(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=7,
        widget=forms.TextInput(attrs={"type": "color"}),
        error_messages={"required": "Choose a colour"},
    )


class DetailsForm(PlainForm):
    """The council's details; what is wrong is said beside each field."""

    name = _field(
        name_up_to(120), "Full name", "As in “Milton Keynes City Council”.", missing="Enter the council’s name"
    )
    short_name = _field(name_up_to(60), "Short name", "For the titles of pages, as in “Milton Keynes”.")
    strapline = _field(line(160), "What families read first", "One sentence on the home page.")
    phone = _field(PHONE, "Helpline")
    hours = _field(line(120), "When it is open", "As in “Monday to Friday, 9am to 5pm”.")
    text_relay = _field(
        line(40), "Text relay", "For people who can’t hear or speak on the phone, as in “18001 01632 960 100”."
    )
    email = _field(EMAIL, "Email address", widget=forms.EmailInput)
    address = _field(line(300), "Address for post")
    safeguarding_name = _field(name_up_to(120), "Who to call", "The team’s name, as it stands in a sentence.")
    safeguarding_phone = _field(PHONE, "Their number")
    safeguarding_out_of_hours = _field(PHONE, "Their number in the evening, at night and at weekends")
    colour = _colour("Main colour")
    accent = _colour("Second colour")
    service_level_days = _field(
        whole_number(1, 90),
        "Working days in which you decide on a change",
        "Providers read it when they send something.",
        missing="Enter a number of days",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, number in _rows():
            words, address = f"{place}_words_{number}", f"{place}_address_{number}"
            self.fields[words] = _field(line(LONGEST_LINK), f"Link {number + 1}: words")
            self.fields[address] = _field(WEB_ADDRESS, f"Link {number + 1}: web address")

    def clean_colour(self) -> str:
        """In small letters, as browsers give it. Raises ValidationError for what is no colour."""
        return _read_colour(self.cleaned_data["colour"])

    def clean_accent(self) -> str:
        """As the main colour."""
        return _read_colour(self.cleaned_data["accent"])

    def clean(self) -> dict[str, Any]:
        """A link has words and an address, or neither."""
        answers = super().clean() or self.cleaned_data
        for place, number in _rows():
            words, address = f"{place}_words_{number}", f"{place}_address_{number}"
            if words in answers and address in answers and bool(answers[words]) != bool(answers[address]):
                absent, what = (address, "web address") if answers[words] else (words, "words")
                self.add_error(absent, f"Enter the link’s {what}, or empty both")
        return answers

    def details(self) -> dict[str, Any]:
        """What to change of the council, by its own names. Call it on a valid form."""
        answers = self.cleaned_data
        links = {f"{place}_links": _links(answers, place) for place in ("head", "foot")}
        return {name: answers[name] for name in CHANGEABLE & answers.keys()} | links


def shown(council: Council, service_level_days: int) -> dict[str, Any]:
    """What the form starts from."""
    values = {name: getattr(council, name) for name in DetailsForm.base_fields if hasattr(council, name)}
    for place in ("head", "foot"):
        for number, (words, address) in enumerate(getattr(council, f"{place}_links")):
            values |= {f"{place}_words_{number}": words, f"{place}_address_{number}": address}
    return {**values, "service_level_days": service_level_days}


class LogoForm(PlainForm):
    """Another logo and what it says."""

    logo = forms.FileField(
        label="Logo",
        help_text="A PNG, JPEG or WebP file of at most 10 MB. We draw it anew on white.",
        error_messages={"required": "Choose a file"},
    )
    logo_alt = _field(
        line(160),
        "What it says",
        "Read aloud in its place, as in “Milton Keynes City Council”.",
        missing="Enter what the logo says",
    )


def _read_colour(typed: str) -> str:
    colour = typed.strip().lower()
    try:
        COLOUR(colour)
    except forms.ValidationError as wrong:  # its code would have the field say its own words
        raise forms.ValidationError(wrong.messages) from wrong
    return colour


def _rows() -> Iterator[tuple[str, int]]:
    yield from (("head", number) for number in range(HEAD_LINKS))
    yield from (("foot", number) for number in range(FOOT_LINKS))


def _links(answers: Mapping[str, Any], place: str) -> list[list[str]]:
    pairs = [
        [answers[f"{each}_words_{number}"], answers[f"{each}_address_{number}"]]
        for each, number in _rows()
        if each == place
    ]
    return [pair for pair in pairs if pair[0]]
