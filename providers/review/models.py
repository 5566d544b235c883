"""The council's review as Wagtail tasks that only our services can decide."""

from typing import Any, Final

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from wagtail.models import Revision, Task, TaskState, WorkflowState

from providers.listings.models.fields import codes, only_codes
from search import vocabulary

AUTOMATIC_FIELDS: Final = {
    "hours": "Opening hours",
    "phone": "Phone numbers of its contacts",
    "contacts": "Contacts: names, phone numbers and e-mail addresses",
    "url": "Website",
    "costs": "Prices",
}
"""What a council may let trusted organisations change without an officer. Never more than this."""


class ReviewTaskState(TaskState):  # type: ignore[misc]
    """One submission of one revision at one step: who sent it, and what became of it."""

    class Decision(models.TextChoices):
        """What became of a submission. Only `APPROVED` lets its revision go live."""

        APPROVED = "approved", "Approved"
        PASSED_ON = "passed-on", "Passed on to the second reviewer"
        CHANGES_ASKED = "changes-asked", "Changes asked for"
        REJECTED = "rejected", "Rejected"
        WITHDRAWN = "withdrawn", "Taken back"

    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="submissions"
    )
    decision = models.CharField(max_length=14, choices=Decision.choices, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="assigned_submissions"
    )
    automatic = models.BooleanField("approved by the council's rules", default=False)
    checked_at = models.DateTimeField("when an officer looked at a sampled automatic approval", null=True, blank=True)
    sampled = models.BooleanField("picked for a later look", default=False)
    second_step = models.BooleanField("at the second of two steps", default=False)
    replaced = models.ForeignKey(
        Revision,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="what was live before",
    )
    replaced_at = models.DateTimeField("when what was live before had gone live", null=True, blank=True)

    class Meta:
        verbose_name = "submission"
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=["", "approved", "passed-on", "changes-asked", "rejected", "withdrawn"]),
                name="submission_decision_known",
            )
        ]
        permissions = [("decide", "Can review listings")]


class FieldRequest(models.Model):
    """What an officer asks the provider to change in one field, and why. `field` is named as in the comparison."""

    submission = models.ForeignKey(ReviewTaskState, on_delete=models.CASCADE, related_name="field_requests")
    field = models.CharField(max_length=100)
    label = models.CharField("the field's words then", max_length=200)
    reason = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "field"], name="one_request_a_field")]

    def __str__(self) -> str:
        return f"{self.label}: {self.reason}"


class ReviewComment(models.Model):
    """A remark among the council's reviewers. Its provider never sees it."""

    workflow_state = models.ForeignKey(WorkflowState, on_delete=models.CASCADE, related_name="review_comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.text


class OfficerEdit(models.Model):
    """What a reviewer corrected while accepting a submission: the version that was sent, and the one made of it.

    The edited version counts as the provider's: whoever corrected it isn't its author (decision 8).
    """

    submission = models.ForeignKey(ReviewTaskState, on_delete=models.CASCADE, related_name="officer_edits")
    original = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    edited = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.original_id} → {self.edited_id}"


class ReviewSettings(models.Model):
    """How a council reviews: one row, made when first changed."""

    class SecondStep(models.TextChoices):
        """Which submissions need a second approval."""

        OFF = "off", "None: one approval is enough"
        ALL = "all", "All"
        SECTORS = "sectors", "Those of the sectors chosen below"

    class SecondReviewer(models.TextChoices):
        """Who gives the second approval."""

        OFFICER = "officer", "Another officer"
        PARTNER = "partner", "A partner reviewer, such as the integrated care board's officer"

    second_step = models.CharField(
        "which submissions need a second approval", max_length=7, choices=SecondStep.choices, default=SecondStep.OFF
    )
    second_step_sectors = codes(vocabulary.SECTOR)
    second_reviewer = models.CharField(
        "who gives it", max_length=7, choices=SecondReviewer.choices, default=SecondReviewer.PARTNER
    )
    automatic_fields = ArrayField(
        models.CharField(max_length=10, choices=tuple(AUTOMATIC_FIELDS.items())),
        verbose_name="what trusted organisations may change without an officer",
        default=list,
        blank=True,
    )
    sample_percent = models.PositiveSmallIntegerField(
        "how many of 100 automatic approvals an officer looks at later",
        default=10,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    words_wait = models.BooleanField(
        "words said with a closure or as a waiting time wait for an officer, always", default=False
    )
    council_edits_wait = models.BooleanField(
        "a second officer looks at each council edit before it goes live", default=False, db_default=False
    )
    service_level_days = models.PositiveSmallIntegerField(
        "working days in which the council wants to decide",
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
    )

    class Meta:
        verbose_name = verbose_name_plural = "review settings"
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="one_row_of_review_settings"),
            only_codes("second_step_sectors", vocabulary.SECTOR),
            models.CheckConstraint(
                condition=Q(automatic_fields__contained_by=list(AUTOMATIC_FIELDS)), name="automatic_fields_known"
            ),
            models.CheckConstraint(condition=Q(sample_percent__lte=100), name="sample_percent_at_most_100"),
        ]

    def __str__(self) -> str:
        return "Review settings"


class ReviewTask(Task):  # type: ignore[misc]
    """A reviewer reads what changed and decides, in the review desk alone.

    Wagtail's own doors find nothing here: they are offered no actions, can't act, and nobody may edit meanwhile.
    """

    task_state_class = ReviewTaskState
    second_step = False

    class Meta:
        abstract = True

    def start(self, workflow_state: WorkflowState, user: Any = None) -> ReviewTaskState:
        """Open a submission of the newest revision, in the name of whoever sent it, also at the second step."""
        submission: ReviewTaskState = super().start(workflow_state, user=user)
        submission.submitted_by = workflow_state.requested_by
        submission.second_step = self.second_step
        submission.save(update_fields=["submitted_by", "second_step"])
        return submission

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Refuse Wagtail's own actions: decisions are made by `providers.review.services.submissions`."""
        raise PermissionDenied("Listings are decided on in the review desk.")

    def locked_for_user(self, obj: models.Model, user: Any) -> bool:
        """What waits for review is read-only for everyone."""
        return True

    def deactivate(self, user: Any = None) -> None:
        """Refuse: Wagtail would finish, and so publish, every listing that waits (its own fault or not)."""
        raise PermissionDenied("The council's review of listings can't be switched off.")


class CouncilReviewTask(ReviewTask):
    """The first step, and mostly the only one: an officer's."""

    class Meta:
        verbose_name = "council review"

    @classmethod
    def get_description(cls) -> str:
        """What Wagtail's settings say about it."""
        return "An officer compares the change with what is live, then approves it, asks for changes or rejects it."


class PartnerReviewTask(ReviewTask):
    """The second step, where the council wants one: another officer's, or a partner's outside the council."""

    second_step = True

    class Meta:
        verbose_name = "second review"

    @classmethod
    def get_description(cls) -> str:
        """What Wagtail's settings say about it."""
        return "Somebody else, in the council or a partner outside it, decides on what an officer approved."
