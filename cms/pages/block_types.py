"""The kinds of block that pages are written with."""

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from cms.pages.time_limits import LONGEST, UNITS, deadlines, read_day
from search.parameters import BadParameters, Parameters, read_parameters
from search.selectors import find_documents

TEXT_FEATURES: Final = ["h2", "h3", "bold", "ol", "ul", "link", "document-link"]
DATE_BOXES: Final = ("day", "month", "year")
LISTED: Final = 5
"""So many services a live list shows; the rest is one press away."""


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


class QuestionBlock(blocks.StructBlock):  # type: ignore[misc]
    """What only the council knows: a page with an unanswered question can be kept as a draft and never published.

    Families read the answer alone.
    """

    question = blocks.CharBlock(max_length=255, help_text="Families don’t see it.")
    answer = blocks.RichTextBlock(
        required=False, features=TEXT_FEATURES, help_text="The page can be published when every question is answered."
    )

    def clean(self, value: Any) -> Any:
        """Wagtail's own, which asks for the answer when the page is published and not when it is kept as a draft."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not is_answered(cleaned):
            words = ValidationError("Answer this question before you publish.")
            raise blocks.StructBlockValidationError(block_errors={"answer": words})
        return cleaned

    def get_searchable_content(self, value: Any) -> list[str]:
        """The answer's words: the question is the writer's."""
        found: list[str] = self.child_blocks["answer"].get_searchable_content(value["answer"])
        return found

    class Meta:
        icon = "help"
        label = "Question to the writer"
        template = "pages/blocks/question.html"


class TimeLimitBlock(blocks.StructBlock):  # type: ignore[misc]
    """What is to happen within a time that the law sets."""

    title = blocks.CharBlock(max_length=120)
    text = blocks.TextBlock(required=False)
    number = blocks.IntegerBlock(min_value=1, max_value=LONGEST)
    unit = blocks.ChoiceBlock(choices=list(UNITS.items()))
    regulation = blocks.CharBlock(max_length=120, required=False, help_text="Where it is written.")


class TimelineBlock(blocks.StructBlock):  # type: ignore[misc]
    """What happens next, each within its time. A family gives the day it starts from and reads the days."""

    starts = blocks.CharBlock(max_length=120, help_text="The day that all are counted from, as “the day we got it”.")
    events = blocks.ListBlock(TimeLimitBlock(), min_num=1, max_num=12)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Beside Wagtail's own: what was typed, each deadline of it, and whether it is no date."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        request = context.get("request")
        typed = {name: request.GET.get(name, "").strip()[:10] if request else "" for name in DATE_BOXES}
        start = read_day(typed["day"], typed["month"], typed["year"])
        return {
            **context,
            "typed": typed,
            "start": start,
            "unread": any(typed.values()) and start is None,
            "deadlines": deadlines(start, value["events"]) if start else (),
        }

    class Meta:
        icon = "date"
        label = "What happens next, with time limits"
        template = "pages/blocks/timeline.html"


class DetailBlock(blocks.StructBlock):  # type: ignore[misc]
    """A part that is opened by those who want it."""

    title = blocks.CharBlock(max_length=120)
    text = blocks.RichTextBlock(features=TEXT_FEATURES)


class ContactBlock(blocks.StructBlock):  # type: ignore[misc]
    """Whom to ask. Left empty, it is the council's own helpline, as its details say at that moment."""

    title = blocks.CharBlock(max_length=120, default="Ask us")
    text = blocks.TextBlock(required=False)
    name = blocks.CharBlock(max_length=120, required=False)
    phone = blocks.CharBlock(max_length=40, required=False)
    email = blocks.EmailBlock(required=False)
    hours = blocks.CharBlock(max_length=120, required=False)

    class Meta:
        icon = "mail"
        label = "Whom to ask"
        template = "pages/blocks/contact.html"


class LiveListBlock(blocks.StructBlock):  # type: ignore[misc]
    """The first services of a search as they are now, and the way to all of them."""

    title = blocks.CharBlock(max_length=120)
    search = blocks.CharBlock(
        max_length=500, help_text="The address of a search on this site, as /search/?topic=short-breaks"
    )

    def clean(self, value: Any) -> Any:
        """Refuse an address that is no search of ours."""
        cleaned = super().clean(value)
        try:
            _asked(cleaned["search"])
        except BadParameters as bad:
            words = f"This is not a search that works: {bad}."
            raise blocks.StructBlockValidationError(block_errors={"search": ValidationError(words)}) from bad
        return cleaned

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Beside Wagtail's own: what the search finds. Nothing when it can't be read any more, as when a topic that it
        names is retired."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        try:
            asked = _asked(value["search"])
        except BadParameters:
            return {**context, "documents": (), "total": 0, "query_string": ""}
        answer, _ = find_documents(parameters=asked, most=LISTED)
        documents = answer.documents[:LISTED]
        return {**context, "documents": documents, "total": answer.total, "query_string": asked.query_string()}

    def get_searchable_content(self, value: Any) -> list[str]:
        """The title: an address is nobody's word, and what the search finds is found by itself."""
        return [value["title"]]

    class Meta:
        icon = "list-ul"
        label = "Services of a search"
        template = "pages/blocks/live_list.html"


class DownloadBlock(blocks.StructBlock):  # type: ignore[misc]
    """A file to take away, with its kind and size, and the way to ask for another form of it."""

    document = DocumentChooserBlock()
    title = blocks.CharBlock(max_length=120, required=False, help_text="If the file’s own title doesn’t say enough.")

    class Meta:
        icon = "doc-full"
        label = "File to take away"
        template = "pages/blocks/download.html"


def is_answered(question: Any) -> bool:
    """Whether the answer of a question to the writer says anything."""
    return bool(strip_tags(str(question["answer"] or "")).strip())


def page_blocks() -> list[tuple[str, blocks.Block]]:
    """All of them, as a page's body takes them."""
    return [
        ("text", blocks.RichTextBlock(features=TEXT_FEATURES)),
        ("steps", blocks.ListBlock(StepBlock(), icon="list-ol", template="pages/blocks/steps.html")),
        ("notice", NoticeBlock()),
        ("timeline", TimelineBlock()),
        ("details", blocks.ListBlock(DetailBlock(), icon="collapse-down", template="pages/blocks/details.html")),
        (
            "ask",
            blocks.ListBlock(
                blocks.CharBlock(max_length=200),
                icon="help",
                label="Questions to ask",
                template="pages/blocks/ask.html",
            ),
        ),
        ("contact", ContactBlock()),
        ("services", LiveListBlock()),
        (
            "table",
            TypedTableBlock(
                [("text", blocks.CharBlock(max_length=300))], label="Table", template="pages/blocks/table.html"
            ),
        ),
        ("picture", ImageBlock(label="Picture", template="pages/blocks/picture.html")),
        ("download", DownloadBlock()),
        ("question", QuestionBlock()),
    ]


def _asked(address: str) -> Parameters:
    """The search of an address or query string. Raises BadParameters."""
    return read_parameters(QueryDict(address.rpartition("?")[2].partition("#")[0]))
