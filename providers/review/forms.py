"""What reviewers choose and write in the lists of the review desk, about a listing as a whole, and as settings."""

from typing import Any, Final

from django import forms

from providers.review.desk.decision_form import LONGEST_REASON
from providers.review.desk.queue import reviewers
from providers.review.desk.unreviewed import KINDS
from providers.review.models import AUTOMATIC_FIELDS, ReviewSettings
from providers.review.services.settings import CHANGEABLE
from search import vocabulary
from tenants.accounts.models import User
from tenants.inputs.fields import KindField
from tenants.inputs.forms import PlainForm, PlainMessages
from tenants.text.kinds import whole_number

LONGEST_COMMENT: Final = 2000


class QueueFilters(PlainForm):
    """Which part of the queue is shown, and in which order."""

    q = forms.CharField(label="Name or provider", required=False, max_length=200)
    what = forms.ChoiceField(
        label="What",
        required=False,
        choices=[
            ("", "All"),
            ("first", "First time"),
            ("change", "Change to a live listing"),
            ("organisation", "Organisations"),
        ],
    )
    sector = forms.ChoiceField(label="Sector", required=False, choices=[("", "All"), *vocabulary.SECTOR.items()])
    kind = forms.ChoiceField(
        label="Kind of provider", required=False, choices=[("", "All"), *vocabulary.ORGANISATION_KIND.items()]
    )
    assigned = forms.ChoiceField(label="Assigned to", required=False)
    due = forms.ChoiceField(label="Due", required=False, choices=[("", "All"), ("overdue", "Overdue")])
    step = forms.ChoiceField(
        label="Step", required=False, choices=[("", "All"), ("first", "First review"), ("second", "Second review")]
    )
    sort = forms.ChoiceField(
        label="Order",
        required=False,
        choices=[("", "Waiting longest"), ("newest", "Sent last"), ("name", "Name"), ("provider", "Provider")],
    )

    def __init__(self, *args: Any, two_steps: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not two_steps:
            del self.fields["step"]
        people = [(str(person.pk), str(person)) for person in reviewers()]
        assigned: Any = self.fields["assigned"]
        assigned.choices = [("", "Anybody"), ("me", "Me"), ("nobody", "Nobody"), *people]


class UnreviewedFilters(PlainForm):
    """Which kind of what went live without review is shown."""

    what = forms.ChoiceField(
        label="What",
        required=False,
        choices=[("", "All"), *((kind, label) for kind, (label, _) in KINDS.items())],
    )


class ListingFilters(PlainForm):
    """Which listings the index shows."""

    q = forms.CharField(label="Name", required=False, max_length=200)
    show = forms.ChoiceField(
        label="What to list", required=False, choices=[("", "Services"), ("organisations", "Organisations")]
    )


class ChosenForm(PlainForm):
    """Submissions ticked in the queue."""

    chosen = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": "Tick what you want to approve.", "invalid_choice": "Tick it again."}
    )

    def __init__(self, *args: Any, waiting: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["chosen"]
        chosen.choices = [(str(pk), pk) for pk in waiting.values_list("pk", flat=True)]


class CommentForm(PlainForm):
    """A remark for the other reviewers."""

    text = forms.CharField(
        max_length=LONGEST_COMMENT,
        error_messages={"required": "Enter a comment."},
    )


class AssignForm(PlainForm):
    """Who looks at a submission."""

    to: Any = forms.ModelChoiceField(
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody",
        error_messages={"invalid_choice": "Choose one of the council's reviewers."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]  # each form has a field of its own
        to.queryset = reviewers()


class SuspendForm(PlainForm):
    """Why families must not see a listing."""

    reason = forms.CharField(
        max_length=LONGEST_REASON,
        error_messages={"required": "Enter a reason. Only the council's officers see it."},
    )


class ReviewSettingsForm(PlainMessages, forms.ModelForm):  # type: ignore[type-arg]
    """How the council reviews."""

    second_step_sectors = forms.MultipleChoiceField(
        label="Sectors that need a second approval",
        required=False,
        choices=list(vocabulary.SECTOR.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    automatic_fields = forms.MultipleChoiceField(
        label="What trusted organisations may change without an officer",
        required=False,
        choices=list(AUTOMATIC_FIELDS.items()),
        widget=forms.CheckboxSelectMultiple,
    )

    sample_percent = KindField(
        whole_number(0, 100), label="How many of 100 automatic approvals an officer looks at later"
    )
    service_level_days = KindField(whole_number(1, 90), label="Working days in which the council wants to decide")

    class Meta:
        model = ReviewSettings
        fields = CHANGEABLE
