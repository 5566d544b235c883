"""What people choose and write about duties."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from wagtail.models import Page

from cms.duties.evidence import Standing
from cms.duties.models import OwnWords, ProcessKind
from cms.duties.register import AREAS, Duty, Level
from cms.duties.rules import LONGEST_RULE, write_rule
from cms.duties.selectors import Stand
from tenants.inputs.fields import KindField
from tenants.inputs.forms import PlainForm
from tenants.text.kinds import DATE, WEB_ADDRESS, line

LONGEST_REASON: Final = 600
LONGEST_TITLE: Final = OwnWords._meta.get_field("title").max_length or 0
ALL: Final = ("", "All")
SOURCES: Final = (ALL, ("code", "Code of Practice 4.29 to 4.62"), ("other", "Other documents"))


class Filters(PlainForm):
    """Which part of the register is shown."""

    q = forms.CharField(label="Words or paragraph", required=False, max_length=100)
    level = forms.ChoiceField(label="Level", required=False, choices=[ALL, *((each, each.words) for each in Level)])
    standing = forms.ChoiceField(
        label="How it stands", required=False, choices=[ALL, *((each, each.words) for each in Standing)]
    )
    area = forms.ChoiceField(label="Area", required=False, choices=[ALL, *AREAS.items()])
    source = forms.ChoiceField(label="From", required=False, choices=SOURCES)

    def narrow(self, stands: Iterable[Stand]) -> list[Stand]:
        """Those that fit. Call it on a valid form."""
        return [stand for stand in stands if self._fits(stand)]

    def _fits(self, stand: Stand) -> bool:
        asked, duty = self.cleaned_data, stand.duty
        words = f"{duty.code} {duty.title} {duty.explanation} {duty.law} {duty.today}".lower()
        return (
            all(word in words for word in asked["q"].lower().split())
            and asked["level"] in {"", duty.level}
            and asked["standing"] in {"", stand.standing}
            and asked["area"] in {"", duty.area}
            and asked["source"] in {"", "code" if duty.paragraph else "other"}
        )


class PageForm(PlainForm):
    """Which page answers a duty."""

    page = forms.ChoiceField(
        label="Page", error_messages={"required": "Choose a page", "invalid_choice": "Choose a page that is there"}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pages = Page.objects.filter(depth__gt=1).order_by("path").values_list("pk", "depth", "title", "live")
        field: Any = self.fields["page"]
        field.choices = [
            ("", "Choose"),
            *(
                (str(pk), f"{'– ' * (depth - 2)}{title}{'' if live else ' (draft)'}")
                for pk, depth, title, live in pages
            ),
        ]


class SignForm(PlainForm):
    """Up to when a sign-off holds."""

    until = KindField(
        DATE,
        label="Look again by",
        help_text="The sign-off ends after this day.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Enter a day"},
    )


class ExcuseForm(PlainForm):
    """Why a duty doesn't apply here."""

    reason = KindField(
        line(LONGEST_REASON),
        label="Why it doesn’t apply here",
        help_text="Inspectors read it, and families where the page “What we cover” is on.",
        error_messages={"required": "Enter why it doesn’t apply here"},
    )


class WordsForm(PlainForm):
    """A duty in the council's own words."""

    title = KindField(line(LONGEST_TITLE), label="Title", required=False)
    explanation = KindField(line(LONGEST_REASON), label="What it means", required=False)
    rule = KindField(
        line(LONGEST_RULE),
        label="What counts as evidence",
        help_text="As in: page & service topic=therapies min=3. Empty a box to have the platform’s own words again.",
        required=False,
    )


def words_of(duty: Duty) -> dict[str, str]:
    """What that form starts from."""
    return {"title": duty.title, "explanation": duty.explanation, "rule": write_rule(duty.rule)}


class OccasionForm(PlainForm):
    """A day on which a process took place."""

    kind = forms.ChoiceField(
        label="What was done",
        choices=[("", "Choose"), *ProcessKind.choices],
        error_messages={"required": "Choose what was done"},
    )
    on = KindField(
        DATE,
        label="When",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Enter a day"},
    )
    where = KindField(WEB_ADDRESS, label="Where it can be read", help_text="If it is online.", required=False)
