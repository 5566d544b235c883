"""Pages, made by the service that makes real ones."""

from typing import Any

import factory
from wagtail.models import Page

from cms.pages.models import ContentPage, HomePage
from cms.pages.services import NewPage, publish_new_page


class PageFactory(factory.Factory[ContentPage]):
    """A live page, below the home page unless it is given another `parent`."""

    class Meta:
        model = ContentPage

    title = factory.Sequence(lambda number: f"Page {number}")
    slug = factory.Sequence(lambda number: f"page-{number}")
    summary = "What to do first."
    body = factory.List([("text", "<p>Words.</p>")])
    parent = None

    @classmethod
    def _create(cls, model_class: type[ContentPage], *args: object, parent: Page | None, **fields: Any) -> ContentPage:
        return publish_new_page(parent=parent or HomePage.objects.get(), page=NewPage(**fields))
