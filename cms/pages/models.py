"""The council's own pages: a home page and pages of words, edited in Wagtail."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.documents.models import Document
from wagtail.fields import StreamField
from wagtail.models import Page, PagePermissionTester

from cms.pages.helping_services import services_that_help
from cms.pages.ways_in import NEEDS_LOOKED_FOR, WAYS_IN
from search.http.referer import results_before
from search.taxonomy.models import Term, Vocabulary
from search.taxonomy.replacement import NamesTerms
from search.taxonomy.selectors import term_labels

LINKED_SLUGS = frozenset({"about", "get-help", "accessibility", "privacy"})
"""Pages that the frame of every page links to: they can be edited, never taken away."""
TEXT_FEATURES = ["h2", "h3", "bold", "ol", "ul", "link", "document-link"]


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


class StepBlock(blocks.StructBlock):  # type: ignore[misc]
    """One step of something to do in order."""

    title = blocks.CharBlock(max_length=120)
    text = blocks.TextBlock(required=False)


class NoticeBlock(blocks.StructBlock):  # type: ignore[misc]
    """Something to know, set apart from the words around it."""

    title = blocks.CharBlock(max_length=120)
    text = blocks.TextBlock(required=False)

    class Meta:
        icon = "warning"
        template = "pages/blocks/notice.html"


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
    body = StreamField(
        [
            ("text", blocks.RichTextBlock(features=TEXT_FEATURES)),
            ("steps", blocks.ListBlock(StepBlock(), icon="list-ol", template="pages/blocks/steps.html")),
            ("notice", NoticeBlock()),
        ],
        blank=True,
    )
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
        MultiFieldPanel([FieldPanel("last_reviewed"), FieldPanel("review_date")], heading="When it was checked"),
    ]

    @property
    def overdue(self) -> bool:
        """Whether somebody should have checked it again by now."""
        return self.review_date is not None and self.review_date < timezone.localdate()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Beside Wagtail's own: the way here, the results that led here, the pages below, and services of the page's
        topics and needs."""
        return {
            **super().get_context(request, *args, **kwargs),
            "parents": self.get_ancestors().live().filter(depth__gt=2) if self.depth > 3 else (),
            "results": results_before(request),
            "below": self.get_children().live().public().specific() if self.numchild else (),
            "helping": services_that_help(
                topics=[term.code for term in self.topics.all()],
                needs=[term.code for term in self.needs.all()],
                title=self.title,
            ),
        }

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
