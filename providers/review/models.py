"""The council's review as a Wagtail task that only our services can decide."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from wagtail.models import Task, TaskState, WorkflowState


class ReviewTaskState(TaskState):  # type: ignore[misc]
    """One submission of one revision: who sent it, and what became of it."""

    class Decision(models.TextChoices):
        """What became of a submission. Only `APPROVED` lets its revision go live."""

        APPROVED = "approved", "Approved"
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

    class Meta:
        verbose_name = "submission"
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=["", "approved", "changes-asked", "rejected", "withdrawn"]),
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


class CouncilReviewTask(Task):  # type: ignore[misc]
    """An officer reads what changed and decides, in the review desk alone.

    Wagtail's own doors find nothing here: they are offered no actions, can't act, and nobody may edit meanwhile.
    """

    task_state_class = ReviewTaskState

    class Meta:
        verbose_name = "council review"

    def start(self, workflow_state: WorkflowState, user: Any = None) -> ReviewTaskState:
        """Open a submission of the newest revision, in the name of whoever sends it."""
        submission: ReviewTaskState = super().start(workflow_state, user=user)
        submission.submitted_by = user
        submission.save(update_fields=["submitted_by"])
        return submission

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Refuse Wagtail's own actions: decisions are made by `providers.review.services`."""
        raise PermissionDenied("Listings are decided on in the review desk.")

    def locked_for_user(self, obj: models.Model, user: Any) -> bool:
        """What waits for review is read-only for everyone."""
        return True

    def deactivate(self, user: Any = None) -> None:
        """Refuse: Wagtail would finish, and so publish, every listing that waits (its own fault or not)."""
        raise PermissionDenied("The council's review of listings can't be switched off.")

    @classmethod
    def get_description(cls) -> str:
        """What Wagtail's settings say about it."""
        return "An officer compares the change with what is live, then approves it, asks for changes or rejects it."
