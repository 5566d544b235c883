"""The councils of this installation (shared schema). Each has a schema of its own, cloned from the template's.

What is asked about all councils at once (whose tasks are due, figures for the metrics) is in tables of this schema.
"""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django_tenants.models import DomainMixin, TenantMixin

TEMPLATE_SCHEMA = "template"
SLUG = RegexValidator(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "Use small letters, digits and hyphens, a letter first.")
NO_LINKS = models.Value([], models.JSONField())
COLOUR = RegexValidator(r"^#[0-9a-f]{6}$", "Use a colour like #1d70b8.")


class CouncilQuerySet(models.QuerySet["Council"]):
    """Councils by what may run for them."""

    def real(self) -> "CouncilQuerySet":
        """Councils that are somebody's: all but the template."""
        return self.exclude(schema_name=TEMPLATE_SCHEMA)

    def live(self) -> "CouncilQuerySet":
        """Councils whose site is up: what the dispatcher sends to and the platform page lists."""
        return self.real().filter(suspended=False)


class Council(TenantMixin):  # type: ignore[misc] # no type hints there
    """One council. Its row also carries what its public pages show of it, so that no page needs its schema for that."""

    auto_create_schema = False  # `services.councils.create_council` clones the schema within its own transaction

    slug = models.CharField(max_length=50, unique=True, validators=[SLUG])
    name = models.CharField(max_length=120)
    gss_codes = ArrayField(models.CharField(max_length=9), default=list, blank=True)
    suspended = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    colour = models.CharField("main colour", max_length=7, default="#1d5b79", validators=[COLOUR])
    accent = models.CharField("second colour", max_length=7, default="#f3f6f8", validators=[COLOUR])
    strapline = models.CharField(max_length=160, blank=True)
    phone = models.CharField("helpline", max_length=40, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField("postal address", max_length=300, blank=True)
    safeguarding_name = models.CharField(max_length=120, blank=True)
    safeguarding_phone = models.CharField(max_length=40, blank=True)
    safeguarding_out_of_hours = models.CharField(max_length=40, blank=True)
    short_name = models.CharField(max_length=60, blank=True, default="", db_default="")
    hours = models.CharField("when the helpline is open", max_length=120, blank=True, default="", db_default="")
    text_relay = models.CharField("text relay", max_length=40, blank=True, default="", db_default="")
    head_links = models.JSONField(default=list, blank=True, db_default=NO_LINKS)
    foot_links = models.JSONField(default=list, blank=True, db_default=NO_LINKS)
    """Pairs of words and a web address, above every page and below it."""
    logo_version = models.CharField(max_length=64, blank=True, default="", db_default="")
    """Of the file that `cms.branding` keeps; empty without one."""
    logo_alt = models.CharField("what the logo says", max_length=160, blank=True, default="", db_default="")
    logo_width = models.PositiveSmallIntegerField(null=True, blank=True)
    logo_height = models.PositiveSmallIntegerField(null=True, blank=True)
    preparing = models.BooleanField("not live yet", default=False, db_default=False)
    """Only its own people see its pages, until a manager goes live."""

    objects = CouncilQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def known_as(self) -> str:
        """Its short name, or the full one where it has none."""
        return self.short_name or self.name

    @property
    def can_be_asked(self) -> bool:
        """Whether families can reach a person by what its pages show."""
        return bool(self.phone or self.email or self.address)

    @property
    def domain(self) -> str:
        """The host its public pages and the links in its mail are on, of `domains` where they are at hand.

        Raises Domain.DoesNotExist for the template.
        """
        for domain in self.domains.all():
            if domain.is_primary:
                return str(domain.domain)
        raise Domain.DoesNotExist(f"{self} has no host.")


class Domain(DomainMixin):  # type: ignore[misc] # no type hints there
    """A host name (without port) that answers for a council."""


class DueTask(models.Model):
    """A Celery task that a council needs run at `due_at` or after. Written by `due_tasks` alone.

    Rows are added and never changed by whoever needs the task, so that no transaction waits for another's. The
    dispatcher claims what is due until `claimed_until`; the task deletes what was claimed for it once it has run.
    """

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="+")
    task = models.CharField(max_length=100)
    due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="duetask_due")]

    def __str__(self) -> str:
        return f"{self.task} from {self.due_at}"


class Figure(models.Model):
    """The last value of something that a council's work measures, for the metrics."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="figures")
    name = models.CharField(max_length=60)
    value = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "name"], name="figure_once")]

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"
