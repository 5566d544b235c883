"""What Organisation and Service share: a stable uuid, revisions, drafts, locks and a review."""

import uuid
from typing import Any, ClassVar, Self

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin


class ReviewedModel(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, ClusterableModel):  # type: ignore[misc]
    """Goes live only as the revision an officer approved (`providers.review`)."""

    kept_outside_revisions: ClassVar[tuple[str, ...]] = ("uuid", "created_at", "live_revision_id")
    """Columns that belong to the listing as a whole: publishing an earlier draft leaves them alone."""

    wagtail_reference_index_ignore = True  # it holds no images or documents, and its writes are many

    live = models.BooleanField(default=False, editable=False)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="%(class)s",
        for_concrete_model=False,
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="%(class)s",
        for_concrete_model=False,
    )

    class Meta:
        abstract = True

    @property
    def revisions(self) -> Any:
        """A manager of its revisions."""
        return self._revisions

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], check_fks: bool = False, strict_fks: bool = False) -> Self:
        """The listing of a revision's content. Wagtail would ask for each foreign key by itself, and drop the hours of
        a place whose row is gone."""
        listing: Self = super().from_serializable_data(data, check_fks=check_fks, strict_fks=strict_fks)
        return listing

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """The listing as a revision's content has it, without what is kept outside revisions."""
        listing: Self = super().with_content_json(content)
        for name in self.kept_outside_revisions:
            setattr(listing, name, getattr(self, name))
        return listing
