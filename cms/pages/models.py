"""The council's own pages: a home page and pages of words, edited in Wagtail."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PagePermissionTester

from cms.pages.ways_in import NEEDS_LOOKED_FOR, WAYS_IN
from search import vocabulary
from search.taxonomy.models import Vocabulary
from search.taxonomy.selectors import term_labels

LINKED_SLUGS = frozenset({"about", "get-help", "accessibility", "privacy"})
"""Pages that the frame of every page links to: they can be edited, never taken away."""
TEXT_FEATURES = ["h2", "h3", "bold", "ol", "ul", "link", "document-link"]
TOPIC_CHOICES = [(term.code, term.label) for term in vocabulary.TOPICS]


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


class ContentPage(Page):  # type: ignore[misc]
    """A page of plain words: what something is, what to do, whom to ask."""

    summary = models.CharField(max_length=300, blank=True, help_text="One or two sentences under the heading.")
    topic = models.CharField(max_length=64, blank=True, choices=TOPIC_CHOICES)
    body = StreamField(
        [
            ("text", blocks.RichTextBlock(features=TEXT_FEATURES)),
            ("steps", blocks.ListBlock(StepBlock(), icon="list-ol", template="pages/blocks/steps.html")),
            ("notice", NoticeBlock()),
        ],
        blank=True,
    )
    review_date = models.DateField("check again by", null=True, blank=True)

    parent_page_types = ["pages.HomePage", "pages.ContentPage"]
    subpage_types = ["pages.ContentPage"]
    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    settings_panels = [FieldPanel("topic"), FieldPanel("review_date"), *Page.settings_panels]

    def clean(self) -> None:
        """Keep the address of a page that the frame links to."""
        super().clean()
        before = type(self).objects.filter(pk=self.pk, depth=3).values_list("slug", flat=True).first()
        if before in LINKED_SLUGS and self.slug != before:
            raise ValidationError({"slug": f"Every page links to this one: keep its address “{before}”."})

    def permissions_for_user(self, user: AbstractBaseUser) -> PagePermissionTester:
        """What `user` may do with it; a page the frame links to stays."""
        lasting = self.depth == 3 and self.slug in LINKED_SLUGS
        return LastingPagePermissions(user, self) if lasting else super().permissions_for_user(user)
