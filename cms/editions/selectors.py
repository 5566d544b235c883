"""The books of the open council: the whole offer, a section or a search in parts, and a shortlist.

Each is built of the search table's documents and of nothing else, so that it has what families find, exactly.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

from django.db.models import Max, QuerySet
from django.utils import timezone

from cms.editions.binding import Heading, bound, by_topic, index_by_need, index_by_place
from cms.editions.book import Book, Fact
from cms.editions.formats import Format
from cms.editions.models import CopyFormat, CopyRequest, CopyStatus, Edition, EditionFile, Status
from cms.editions.words import chapter_line
from search.documents import Hit, SearchDocument
from search.index.models import SearchRow
from search.index.selectors.names import live_rows
from search.matching.filters import Filters
from search.parameters import BadParameters, Parameters
from search.query import DEEPEST_RESULT, Sort
from search.selectors import find_hits
from search.shortlist.selectors import Shortlist
from search.taxonomy.models import Vocabulary
from search.taxonomy.selectors import term_labels
from tenants.councils.models import Council
from tenants.councils.scope import current_council

PART: Final = 100
"""Entries that are made while somebody waits: more of them come in parts."""
WHOLE: Final = "The whole Local Offer"
_CHUNK: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a search on paper, and how many there are."""

    book: Book
    part: int
    parts: int
    notices: tuple[str, ...] = ()


def book_of_offer() -> Book:
    """All that families can find, by topic."""
    bodies = live_rows().values_list("body", flat=True).iterator(chunk_size=_CHUNK)
    hits = [Hit(document=SearchDocument.from_json(body)) for body in bodies]
    return _book(WHOLE, tuple(by_topic(hits)), total=len(hits))


def part_of_search(parameters: Parameters) -> Part:
    """So many results of a search, in its own order, as `parameters.page` says; a section (one topic and no more) by
    name. Numbers go on from part to part.

    Raises BadParameters for a part beyond the last, EngineUnavailable.
    """
    if parameters.page * PART > DEEPEST_RESULT:
        raise BadParameters({"page": f"Only the first {DEEPEST_RESULT:,} results can be printed."})
    section = _section(parameters)
    asked = replace(parameters, per_page=PART, sort=Sort.NAME if section else parameters.sort)
    found = find_hits(parameters=asked)
    title = section or _asked_for(parameters)
    heading = Heading(section or "What we found", found.hits)
    first = (parameters.page - 1) * PART + 1
    book = _book(title, (heading,) if found.hits else (), total=found.total, first=first)
    return Part(book=book, part=parameters.page, parts=max(1, -(-found.total // PART)), notices=found.notices)


def book_of_list(shortlist: Shortlist, note: str = "") -> Book:
    """The services of a list, in its order, with what somebody wrote for the family."""
    headings = (Heading("Your services", shortlist.hits),) if shortlist.hits else ()
    return replace(_book("Services for you", headings, total=len(shortlist.hits)), note=note)


def helpline_of(council: Council) -> tuple[Fact, ...]:
    """Whom families ask, by each way there is."""
    ways = (
        Fact("Call", " ".join(filter(None, [council.phone, f"({council.hours})" if council.hours else ""]))),
        Fact("Text relay", council.text_relay),
        Fact("Email", council.email),
        Fact("Write to", council.address),
    )
    return tuple(way for way in ways if way.words and (way.name != "Call" or council.phone))


def state_of_offer() -> str:
    """What an edition would be made of now: another state of listings or of the council's contacts reads otherwise."""
    council = current_council()
    newest = SearchRow.objects.aggregate(newest=Max("version"))["newest"] or 0
    shown = [council.name, council.domain, *(fact.words for fact in helpline_of(council))]
    return f"{newest}:{sha256(repr(shown).encode()).hexdigest()[:16]}"


def whole_edition() -> Edition | None:
    """The last edition that is whole."""
    return Edition.objects.filter(status=Status.DONE).prefetch_related("files").first()


def file_of_whole(chosen: Format, volume: int | None) -> EditionFile | None:
    """A file of the last whole edition: a volume, or the one that has all of a format."""
    edition = whole_edition()
    if edition is None:
        return None
    files = {file.volume: file for file in edition.files.all() if file.format == chosen}
    wanted = volume or (0 if 0 in files else 1)
    return files.get(wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A format of the last whole edition: the file that has all of it, and its volumes where it has several."""

    format: Format
    whole: EditionFile
    volumes: tuple[EditionFile, ...]


def downloads() -> tuple[Download, ...]:
    """What there is of the last whole edition, by format; nothing while there is none."""
    edition = whole_edition()
    found = []
    for each in Format:
        files = {file.volume: file for file in edition.files.all() if file.format == each} if edition else {}
        if files:
            several = tuple(files[number] for number in sorted(files) if number)
            whole = files.get(0) or several[0]
            found.append(Download(format=each, whole=whole, volumes=several if len(several) > 1 else ()))
    return tuple(found)


def newest_edition() -> Edition | None:
    """The one that was asked for last, whatever became of it."""
    return Edition.objects.select_related("by").first()


def sections() -> list[tuple[str, str]]:
    """The council's topics, by code and name."""
    return list(term_labels(Vocabulary.TOPIC).items())


def copies_of(status: CopyStatus) -> QuerySet[CopyRequest]:
    """Copies by how far they are: those asked for first come first, and of those posted the last ones."""
    order = "-posted_at" if status == CopyStatus.POSTED else "asked_at"
    return CopyRequest.objects.filter(status=status).order_by(order, "pk")


def copies_to_post() -> int:
    """How many copies wait to be printed or posted."""
    return CopyRequest.objects.exclude(status=CopyStatus.POSTED).count()


def what_is_wanted(copy: CopyRequest) -> str:
    """What a copy has, in words: “Short breaks: Large print (16 point), in Polish”."""
    part = term_labels(Vocabulary.TOPIC).get(copy.part, copy.part) if copy.part else WHOLE
    language = f", in {copy.language}" if copy.language else ""
    return f"{part}: {CopyFormat(copy.format).label}{language}"


def _book(title: str, headings: Sequence[Heading], *, total: int, first: int = 1) -> Book:
    chapters = bound(headings, first=first)
    documents = {hit.document.key: hit.document for hit in _hits(headings)}
    entries = [entry for chapter in chapters for entry in chapter.entries]
    council = current_council()
    return Book(
        title=title,
        council=council.name,
        made_on=timezone.localdate(),
        helpline=helpline_of(council),
        site=council.domain,
        total=total,
        chapters=chapters,
        by_need=index_by_need(documents, entries),
        by_place=index_by_place(documents, entries),
        contents=tuple(chapter_line(chapter) for chapter in chapters),
    )


def _hits(headings: Iterable[Heading]) -> Iterable[Hit]:
    return (hit for heading in headings for hit in heading.hits)


def _section(parameters: Parameters) -> str:
    """The name of the one topic that is asked for, when nothing else is."""
    if len(parameters.topic) != 1 or parameters.filters != Filters(topic=parameters.topic, kind=(parameters.kind,)):
        return ""
    if parameters.q or parameters.postcode or parameters.place or parameters.radius:
        return ""
    return term_labels(Vocabulary.TOPIC).get(parameters.topic[0], "")


def _asked_for(parameters: Parameters) -> str:
    """The search in words: what was typed and where, for the title."""
    where = parameters.postcode or parameters.place
    kind = "Advice" if parameters.kind == "page" else "Services"
    words = f"{kind} for “{parameters.q}”" if parameters.q else kind
    return f"{words} near {where}" if where else words
