"""A service as families read it (Open Referral UK `service` with the questions a SEND Local Offer adds)."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from modelcluster.fields import ParentalManyToManyField

from providers.listings.contradictions import contradictions
from providers.listings.models.fields import codes, one_code, only_code, only_codes
from providers.listings.models.keys import host_key_of
from providers.listings.models.organisation import Organisation
from providers.listings.models.reviewed import ReviewedModel
from search import vocabulary
from search.taxonomy.models import Term, Vocabulary
from search.taxonomy.replacement import NamesTerms

SECTION_41_SETTINGS = ("independent-special", "non-maintained-special", "specialist-college")
SCHOOL_SETTINGS = frozenset(
    {"mainstream", "resourced-provision", "special", "alternative-provision", *SECTION_41_SETTINGS}
)
"""Schools and colleges: the law asks each for a SEN information report once a year."""


class ServiceQuerySet(models.QuerySet["Service"]):
    """Services by what families may see."""

    def shown(self) -> "ServiceQuerySet":
        """Services that families may see: approved, of an approved organisation, and not put away."""
        return self.filter(
            live=True,
            organisation__live=True,
            organisation__suspended=False,
            state__paused=False,
            state__archived=False,
            state__suspended=False,
        )


class Service(NamesTerms, ReviewedModel):
    """Everything here is reviewed before families see it; what isn't lives in `ListingState`."""

    kept_outside_revisions = (*ReviewedModel.kept_outside_revisions, "organisation_id", "external_id")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="services")
    external_id = models.CharField(max_length=100, null=True, blank=True, unique=True)
    name = models.CharField(max_length=255)
    summary = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)
    url = models.URLField("website", max_length=500, blank=True)

    sectors = codes(vocabulary.SECTOR)
    tier = one_code(vocabulary.TIER)
    topics = ParentalManyToManyField(
        Term, blank=True, related_name="topic_services", limit_choices_to={"vocabulary": Vocabulary.TOPIC}
    )
    needs = ParentalManyToManyField(
        Term, blank=True, related_name="need_services", limit_choices_to={"vocabulary": Vocabulary.NEED}
    )
    audience = codes(vocabulary.AUDIENCE)
    age_min = models.PositiveSmallIntegerField(null=True, blank=True)
    age_max = models.PositiveSmallIntegerField(null=True, blank=True)
    suits = models.TextField("who it suits", blank=True)

    eligibility = models.TextField(blank=True)
    who_decides = models.TextField(blank=True)
    referral = codes(vocabulary.REFERRAL)
    how_to_access = models.TextField(blank=True)
    free = models.BooleanField(null=True, blank=True)
    personal_budget = models.BooleanField(null=True, blank=True)

    reach = one_code(vocabulary.REACH, default="local")
    delivery = codes(vocabulary.DELIVERY)
    languages = models.CharField(max_length=300, blank=True)

    outcomes = models.TextField(blank=True)
    staff_expertise = models.TextField(blank=True)
    working_with_parents = models.TextField(blank=True)
    transitions = models.TextField(blank=True)
    if_unhappy = models.TextField(blank=True)

    setting_type = one_code(vocabulary.SETTING_TYPE)
    urn = models.CharField("school URN", max_length=6, blank=True)
    section_41 = models.BooleanField(null=True, blank=True)
    section_41_checked = models.DateField(null=True, blank=True)
    sen_report_url = models.URLField("SEN information report", max_length=500, blank=True)
    sen_report_date = models.DateField("date of the SEN information report", null=True, blank=True)
    accessibility_plan_url = models.URLField("accessibility plan", max_length=500, blank=True)
    senco = models.CharField("SENCO", max_length=120, blank=True)
    admissions = models.TextField("admission of disabled pupils", blank=True)
    answers = models.JSONField("answers to the Code's questions", default=dict, blank=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [
            GinIndex(OpClass("name", name="gin_trgm_ops"), name="service_names_alike"),
            models.Index(host_key_of("url"), name="service_host"),
            models.Index("urn", condition=models.Q(urn__gt=""), name="service_urn"),
        ]
        constraints = [
            only_codes("sectors", vocabulary.SECTOR),
            only_codes("audience", vocabulary.AUDIENCE),
            only_codes("referral", vocabulary.REFERRAL),
            only_codes("delivery", vocabulary.DELIVERY),
            only_code("tier", vocabulary.TIER),
            only_code("reach", vocabulary.REACH),
            only_code("setting_type", vocabulary.SETTING_TYPE),
            models.CheckConstraint(
                condition=models.Q(age_min__isnull=True)
                | models.Q(age_max__isnull=True)
                | models.Q(age_min__lte=models.F("age_max")),
                name="service_ages_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(section_41__isnull=True)
                | models.Q(section_41=False)
                | models.Q(setting_type__in=SECTION_41_SETTINGS),
                name="service_section_41_settings",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def hidden_by_council(self) -> bool:
        """Whether the council has suspended it, or its whole organisation."""
        return bool(self.state.suspended or self.organisation.suspended)

    def clean(self) -> None:
        """Refuse what the database would refuse on publishing, by field and in plain words."""
        super().clean()
        if crossed := contradictions(age_min=self.age_min, age_max=self.age_max, free=None, costs=()):
            raise ValidationError(crossed)
        if self.section_41 and self.setting_type not in SECTION_41_SETTINGS:
            raise ValidationError(
                {
                    "section_41": "Only independent and non-maintained special schools and specialist colleges "
                    "can be approved under section 41."
                }
            )

    def get_absolute_url(self) -> str:
        """Its canonical address on the council's host."""
        return reverse("service", kwargs={"uuid": self.uuid, "slug": slugify(self.name)[:80] or "service"})
