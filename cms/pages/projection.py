"""A published page as the search document that families' results are made of."""

from django.utils import timezone

from cms.pages.models import ContentPage
from search.documents import SearchDocument
from search.taxonomy.selectors import needs_answered


def key_of(page: ContentPage) -> str:
    """The document's key within its council. It stays when the page moves or changes its address."""
    return f"page:{page.translation_key}"


def document_of(page: ContentPage) -> SearchDocument:
    """The document of a page's live row (not of a draft), without any mark-up.

    It is for the whole council area and, where it names no need, about none: no filter by need finds it.
    """
    topics, needs = list(page.topics.all()), list(page.needs.all())
    return SearchDocument(
        key=key_of(page),
        kind="page",
        uuid=str(page.translation_key),
        name=page.title,
        url=page.get_url(),
        summary=page.summary or page.search_description,
        description=_words(page),
        needs=tuple(term.code for term in needs),
        needs_answered=needs_answered(tuple(term.code for term in needs)),
        topics=tuple(term.code for term in topics),
        labels=tuple(term.label for term in (*needs, *topics)),
        reach="council",
        stale=page.overdue,
        last_assured=page.last_reviewed,
        updated=timezone.localdate(page.last_published_at) if page.last_published_at else None,
    )


def _words(page: ContentPage) -> str:
    """All that the body says, block after block."""
    return "\n".join(page.body.stream_block.get_searchable_content(page.body))
