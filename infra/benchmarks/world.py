"""What the measures run on: councils full of synthetic listings, and the platform's processes. Made when asked for."""

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings

from infra.benchmarks import servers
from infra.benchmarks.listings import Spot, documents
from infra.local.supervisor import say
from search.documents import SearchDocument
from search.index.services.documents import put_document
from search.index.services.rebuild import rebuild_index
from search.places.authorities import same_area
from search.places.models import Postcode
from search.places.services.postcodes import load_package_postcodes
from search.taxonomy.models import Vocabulary
from search.taxonomy.selectors import term_labels
from tenants.councils.models import Council
from tenants.councils.scope import council_scope
from tenants.councils.services.councils import create_council
from tenants.councils.services.migration import migrate_all

ENGINES: Final = ("postgres", "elasticsearch")
DISTRICTS: Final = ("E06000042", "E06000060", "E08000009", "E06000023", "E08000035")
"""One for each council that is made: no two may have the same."""
SPOTS: Final = 500
BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Town:
    """A council of the benchmarks, its host and some of its postcodes."""

    council: Council
    host: str
    spots: tuple[Spot, ...]


class World:
    """Everything the measures share. `quick` asks for fewer rounds and no council of 50,000 listings."""

    def __init__(self, *, quick: bool, stack: ExitStack) -> None:
        self.quick = quick
        self._stack = stack
        self._towns: dict[str, Town] = {}
        self._webs: dict[str, servers.Web] = {}
        self._is_prepared = False
        self._has_worker = False

    @property
    def sizes(self) -> tuple[int, ...]:
        """The numbers of listings that growth is measured over."""
        return (500, 5_000) if self.quick else (500, 5_000, 50_000)

    def rounds(self, number: int) -> int:
        """How often to repeat, fewer when it should be quick."""
        return max(1, number // 3) if self.quick else number

    def full_town(self, listings: int) -> Town:
        """A council with so many synthetic listings, in the table and in Elasticsearch."""
        slug = f"bench-{listings}"
        if slug not in self._towns:
            town = self.town(slug)
            say(f"  writing {listings:,} listings")
            with council_scope(town.council):
                _write(documents(listings, spots=town.spots, labels=_labels()))
                rebuild_index()
                _vacuum()
        return self._towns[slug]

    def town(self, slug: str) -> Town:
        """A council of this slug, empty when it is new."""
        if slug not in self._towns:
            self._towns[slug] = self._make_town(slug)
        return self._towns[slug]

    def prepare(self) -> None:
        """Collect static files, make the tables and load postcodes, once."""
        if not self._is_prepared:
            call_command("collectstatic", interactive=False, verbosity=0)
            say("  making the tables")
            migrate_all(progress=lambda _: None)
            say("  loading postcodes")
            load_package_postcodes(DISTRICTS)
            self._is_prepared = True

    def start_worker(self) -> None:
        """Have a worker running."""
        if not self._has_worker:
            self._stack.enter_context(servers.worker(self._log("worker")))
            self._has_worker = True

    def web(self, engine: str) -> servers.Web:
        """A web server that searches with an engine."""
        if engine not in self._webs:
            server = servers.web_server(engine, self._log(f"web-{engine}"), os.environ["DATABASE_URL"])
            self._webs[engine] = self._stack.enter_context(server)
        return self._webs[engine]

    def _make_town(self, slug: str) -> Town:
        self.prepare()
        host, code = f"{slug}.localhost", DISTRICTS[len(self._towns)]
        council = create_council(slug=slug, name=f"Synthetic {slug}", domain=host, gss_codes=[code])
        return Town(council, host, _spots(code))

    def _log(self, name: str) -> Path:
        return Path(os.environ["EMAIL_DIR"]) / f"{name}.log"


@contextmanager
def open_world(*, quick: bool) -> Iterator[World]:
    """A world in the surroundings that are set; its processes and connections end with it."""
    with ExitStack() as stack:
        stack.callback(connection.close)
        yield World(quick=quick, stack=stack)


@contextmanager
def searching_with(engine: str) -> Iterator[None]:
    """Let this process search with an engine."""
    with override_settings(SEARCH_ENGINE=engine):
        yield


def _labels() -> dict[str, str]:
    return {**term_labels(Vocabulary.NEED), **term_labels(Vocabulary.TOPIC)}


def _write(made: Iterable[SearchDocument]) -> None:
    """Write documents as publishing does, many in a transaction."""
    remaining = iter(made)
    with override_settings(TENANT_LIMIT_SET_CALLS=True):  # the schema stays: no need to say it twice a document
        while batch := tuple(islice(remaining, BATCH)):
            with transaction.atomic():
                for document in batch:
                    put_document(document=document)


def _vacuum() -> None:
    """Leave the tables as autovacuum soon would."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE search_index_searchrow, search_index_searchplace")


def _spots(code: str) -> tuple[Spot, ...]:
    """Postcodes all over a council's area, the same ones in every run."""
    rows = list(
        Postcode.objects.filter(district__in=same_area([code]))
        .order_by("postcode")
        .values_list("postcode", "latitude", "longitude")
    )
    step = max(1, len(rows) // SPOTS)
    return tuple(Spot(*row) for row in rows[::step])
