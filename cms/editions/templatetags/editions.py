"""Words of a book for its page."""

from django import template

from cms.editions.book import Chapter, IndexLine
from cms.editions.words import also_words, chapter_line, number_words

register = template.Library()


@register.filter
def contents_line(chapter: Chapter) -> str:
    """A chapter as the contents have it."""
    return chapter_line(chapter)


@register.filter
def see_also(chapter: Chapter) -> str:
    """Where else to look."""
    return also_words(chapter)


@register.filter
def entry_numbers(line: IndexLine) -> str:
    """The numbers of a line of an index."""
    return number_words(line.numbers)
