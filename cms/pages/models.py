"""The council's own pages: a home page and pages of words, edited in Wagtail."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.documents.models import Document
from wagtail.fields import StreamField
from wagtail.models import Page, PagePermissionTester

from cms.pages.block_types import is_answered, page_blocks
from cms.pages.helping_services import services_that_help
from cms.pages.ways_in import NEEDS_LOOKED_FOR, WAYS_IN
from search.http.referer import results_before
from search.taxonomy.models import Term, Vocabulary
from search.taxonomy.replacement import NamesTerms
from search.taxonomy.selectors import term_labels
from tenants.accounts.roles import CONTENT_EDITOR, MANAGER, OFFICER

LEGAL_SLUGS = frozenset({"accessibility", "privacy"})
"""Pages about this site itself, which the foot of every page leads to."""
LINKED_SLUGS = frozenset({"about", "get-help", *LEGAL_SLUGS})
"""Pages that the frame of every page links to: they can be edited, never taken away."""
UNANSWERED = "Answer this question to the writer before you publish: “{question}”"


class OpenQuestion(ValidationError):
    """A page can't be live while a question to its writer is open."""


class LastingPagePermissions(PagePermissionTester):  # type: ignore[misc]
    """Bars what would leave the site's own links leading nowhere, for every role."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Never."""
        return False

    def can_unpublish(self) -> bool:
        """Never."""
        return False

    def can_move(self) -> bool:
        """Never."""
        return False


class DocumentContent(models.Model):
    """What our check found in a document's file: the record that it is served by. `file` is the stored file it is
    about, so that it says nothing of one that came in its place."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="content")
    file = models.CharField("stored file", max_length=255)
    content_type = models.CharField(max_length=100)

    def __str__(self) -> str:
        return f"{self.file}: {self.content_type}"


class PageKind(models.TextChoices):
    """What a page of words is for."""

    GUIDE = "guide", "Guide: what families can do"
    STATEMENT = "statement", "Statement: what the council must publish of its own policy"


class HomePage(Page):  # type: ignore[misc]
    """The council's front page: one search box, ways in, and what the Local Offer is."""

    heading = models.CharField(max_length=120, default="Help for children and young people with SEND")
    lead = models.CharField(
        max_length=300,
        default="Find services, support and things to do for anyone from birth to 25 with special educational needs "
        "or a disability.",
    )
    about = models.TextField("what the Local Offer is, in a few sentences", blank=True)

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["pages.ContentPage"]
    content_panels = [*Page.content_panels, FieldPanel("heading"), FieldPanel("lead"), FieldPanel("about")]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Beside Wagtail's own: the ways in and the needs offered as chips, in the council's words."""
        words = term_labels(Vocabulary.NEED)
        needs = [(code, words[code]) for code in NEEDS_LOOKED_FOR if code in words]
        return {**super().get_context(request, *args, **kwargs), "ways_in": WAYS_IN, "needs": needs}

    def permissions_for_user(self, user: AbstractBaseUser) -> PagePermissionTester:
        """What `user` may do with it; nobody may take it away."""
        return LastingPagePermissions(user, self)


class ContentPage(NamesTerms, Page):  # type: ignore[misc]
    """A page of plain words: what something is, what to do, whom to ask. Families find it beside the services."""

    summary = models.CharField(max_length=300, blank=True, help_text="One or two sentences under the heading.")
    body = StreamField(page_blocks(), blank=True, block_counts={"timeline": {"max_num": 1}, "services": {"max_num": 3}})
    topics = ParentalManyToManyField(
        Term,
        blank=True,
        related_name="topic_pages",
        limit_choices_to={"vocabulary": Vocabulary.TOPIC, "retired": False},
        help_text="The page leads to the services of any of these topics.",
    )
    needs = ParentalManyToManyField(
        Term,
        blank=True,
        related_name="need_pages",
        limit_choices_to={"vocabulary": Vocabulary.NEED, "retired": False},
        help_text="Only if the page is about these needs. It then leads to services for any of them.",
    )
    kind = models.CharField(max_length=10, choices=PageKind.choices, default=PageKind.GUIDE, db_default=PageKind.GUIDE)
    legal_basis = models.CharField(
        max_length=255, blank=True, db_default="", help_text="Of a statement: the law that asks the council for it."
    )
    in_force_until = models.DateField(
        null=True, blank=True, help_text="Of a statement: its last day. Families are told when it has passed."
    )
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="pages_kept",
        limit_choices_to={"is_active": True, "groups__name__in": (CONTENT_EDITOR, OFFICER, MANAGER)},
        help_text="Who keeps the page right. Families don’t see it.",
    )
    last_reviewed = models.DateField(
        null=True, blank=True, help_text="The day when somebody last checked that all of it is right."
    )
    review_date = models.DateField(
        "check again by", null=True, blank=True, help_text="After this day, families find newer pages first."
    )

    parent_page_types = ["pages.HomePage", "pages.ContentPage"]
    subpage_types = ["pages.ContentPage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("topics", widget=CheckboxSelectMultiple, classname="term-choices"),
                FieldPanel("needs", widget=CheckboxSelectMultiple, classname="term-choices"),
            ],
            heading="How families find it",
        ),
        MultiFieldPanel(
            [FieldPanel("keeper"), FieldPanel("last_reviewed"), FieldPanel("review_date")],
            heading="Who checks it and when",
        ),
        MultiFieldPanel(
            [FieldPanel("kind"), FieldPanel("legal_basis"), FieldPanel("in_force_until")], heading="What it is"
        ),
    ]

    @property
    def overdue(self) -> bool:
        """Whether somebody should have checked it again by now."""
        return self.review_date is not None and self.review_date < timezone.localdate()

    @property
    def out_of_force(self) -> bool:
        """Whether it is a statement whose last day has passed."""
        return self.in_force_until is not None and self.in_force_until < timezone.localdate()

    def unanswered(self) -> list[str]:
        """The questions to the writer that nobody has answered yet."""
        asked = self.body.blocks_by_name("question")
        return [each.value["question"] for each in asked if not is_answered(each.value)]

    def save(self, clean: bool = True, **kwargs: Any) -> None:
        """Wagtail's own, which refuses to make a page live while a question to its writer is open.

        It stands here because Wagtail publishes in five ways, and all of them end here. Raises OpenQuestion.
        """
        if clean and self.live and (open_questions := self.unanswered()):
            raise OpenQuestion({"body": [UNANSWERED.format(question=open_questions[0])]})
        super().save(clean=clean, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Beside Wagtail's own: the way here, the results that led here, the pages below, and services of the page's
        topics and needs."""
        return {
            **super().get_context(request, *args, **kwargs),
            "parents": self.get_ancestors().live().filter(depth__gt=2) if self.depth > 3 else (),
            "results": results_before(request),
            "below": self._below() if self.numchild else (),
            "helping": services_that_help(
                topics=[term.code for term in self.topics.all()],
                needs=[term.code for term in self.needs.all()],
                title=self.title,
            ),
        }

    def _below(self) -> list[tuple["ContentPage", list["ContentPage"]]]:
        """The pages below that everybody may read, each with those below it."""
        found = ContentPage.objects.descendant_of(self).live().public().filter(depth__lte=self.depth + 2)
        groups: dict[str, tuple[ContentPage, list[ContentPage]]] = {}
        for page in found.order_by("path"):
            if page.depth == self.depth + 1:
                groups[page.path] = (page, [])
            elif above := groups.get(page.path[: -page.steplen]):
                above[1].append(page)
        return list(groups.values())

    def clean(self) -> None:
        """Keep the address of a page that the frame links to, and the days of checking in order."""
        super().clean()
        if errors := dict(self._errors()):
            raise ValidationError(errors)

    def permissions_for_user(self, user: AbstractBaseUser) -> PagePermissionTester:
        """What `user` may do with it; a page the frame links to stays."""
        lasting = self.depth == 3 and self.slug in LINKED_SLUGS
        return LastingPagePermissions(user, self) if lasting else super().permissions_for_user(user)

    def _errors(self) -> Iterator[tuple[str, str]]:
        before = type(self).objects.filter(pk=self.pk, depth=3).values_list("slug", flat=True).first()
        if before in LINKED_SLUGS and self.slug != before:
            yield "slug", f"Every page links to this one: keep its address “{before}”."
        if before in LINKED_SLUGS and self.expire_at:
            yield "expire_at", "Every page links to this one: it can't expire."
        if self.last_reviewed and self.last_reviewed > timezone.localdate():
            yield "last_reviewed", "This day is still to come. Give the day when the page was last checked."
        if self.last_reviewed and self.review_date and self.review_date <= self.last_reviewed:
            yield "review_date", "This must be after the day when the page was last checked."
