"""Who runs services, and which people speak for them."""

from typing import Final

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from providers.listings.models.fields import WrittenAs, one_code, only_code
from providers.listings.models.keys import host_key_of
from providers.listings.models.reviewed import ReviewedModel
from search import vocabulary
from tenants.accounts.models import User


class Organisation(ReviewedModel):
    """A provider: private, voluntary, school, early years, college, health, council team or public body."""

    kept_outside_revisions = (
        *(*ReviewedModel.kept_outside_revisions, "suspended", "suspended_reason", "trusted", "kept_by_council"),
    )

    name = models.CharField(max_length=255)
    kind = one_code(vocabulary.ORGANISATION_KIND)
    description = models.TextField(blank=True)
    url = models.URLField("website", max_length=500, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    charity_number = models.CharField(max_length=12, blank=True, validators=[WrittenAs("charity_number")])
    company_number = models.CharField(max_length=8, blank=True, validators=[WrittenAs("company_number")])
    urn = models.CharField("school URN", max_length=6, blank=True, validators=[WrittenAs("urn")])
    ofsted_urn = models.CharField("Ofsted URN", max_length=10, blank=True, validators=[WrittenAs("ofsted_urn")])
    cqc_id = models.CharField("CQC location id", max_length=20, blank=True, validators=[WrittenAs("cqc_id")])
    ods_code = models.CharField("NHS ODS code", max_length=10, blank=True, validators=[WrittenAs("ods_code")])
    ukprn = models.CharField("UKPRN", max_length=8, blank=True, validators=[WrittenAs("ukprn")])
    logo = models.ForeignKey("listings.StoredFile", null=True, blank=True, on_delete=models.RESTRICT, related_name="+")
    suspended = models.BooleanField(default=False, editable=False)
    suspended_reason = models.TextField("why, for officers alone", blank=True, editable=False)
    trusted = models.BooleanField("small edits may go live by the council's rules", default=False, editable=False)
    kept_by_council = models.BooleanField(
        "the council keeps it while nobody of its own does", default=False, db_default=False, editable=False
    )

    class Meta:
        ordering = ["name"]
        constraints = [only_code("kind", vocabulary.ORGANISATION_KIND)]
        indexes = [
            GinIndex(OpClass("name", name="gin_trgm_ops"), name="organisation_names_alike"),
            models.Index(host_key_of("url"), name="organisation_host"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown(self) -> bool:
        """Whether families may see its services."""
        return bool(self.live) and not self.suspended


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships of people who can still sign in, by what they may do."""

    def active(self) -> "MembershipQuerySet":
        """Of everybody who can sign in."""
        return self.filter(user__is_active=True)

    def owners(self) -> "MembershipQuerySet":
        """Of those who answer for the organisation."""
        return self.active().filter(role=Membership.Role.OWNER)

    def writers(self) -> "MembershipQuerySet":
        """Of those who write its listings."""
        return self.active().filter(role__in=WRITERS)

    def people(self) -> list[User]:
        """Whose memberships these are, each person once, in the order in which they joined."""
        return list({each.user_id: each.user for each in self.select_related("user").order_by("pk")}.values())


class Membership(models.Model):
    """A person's role in an organisation; one login may have several."""

    class Role(models.TextChoices):
        """What the person may do there."""

        OWNER = "owner", "Owner"
        EDITOR = "editor", "Editor"
        VIEWER = "viewer", "Viewer"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.EDITOR)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "user"], name="one_role_an_organisation")]

    def __str__(self) -> str:
        return f"{self.user} ({self.role})"


WRITERS: Final = (Membership.Role.OWNER, Membership.Role.EDITOR)
"""The roles that write an organisation's listings."""
