"""An installation of many councils: a copy of the world's, where a town gets neighbours with the same listings."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

from infra.benchmarks import servers
from infra.benchmarks.timing import seconds_of
from infra.benchmarks.world import Town
from infra.local.supervisor import say
from search.index.services.rebuild import rebuild_index
from tenants.councils.models import Council
from tenants.councils.scope import council_scope
from tenants.councils.services.councils import create_council

_LISTINGS: Final = ("search_index_searchrow", "search_index_searchplace")


@dataclass(slots=True)
class Crowd:
    """The copy's hosts, the town's own first, and how long each neighbour took to make, in seconds."""

    url: str
    hosts: list[str]
    seconds_to_make: list[float] = field(default_factory=list)

    @contextmanager
    def web(self, engine: str) -> Iterator[servers.Web]:
        """A web server of the copy that searches with an engine."""
        log = Path(os.environ["EMAIL_DIR"]) / f"web-crowd-{engine}.log"
        with servers.web_server(engine, log, self.url) as web:
            yield web


@contextmanager
def crowd_around(town: Town, councils: int) -> Iterator[Crowd]:
    """Copy the database, make neighbours until it has so many councils, and work on the copy; it is dropped at the end.

    Nothing else may be connected to the world's database when it begins.
    """
    own = urlsplit(os.environ["DATABASE_URL"])
    name = f"{own.path.strip('/')}-crowd"
    connection.close()
    _on_server("CREATE DATABASE {} TEMPLATE {}", name, own.path.strip("/"))
    try:
        with _connected_to(name):
            crowd = Crowd(urlunsplit(own._replace(path=f"/{name}")), [town.host])
            for number in range(1, councils):
                crowd.seconds_to_make.append(seconds_of(partial(_make_neighbour, number)))
                crowd.hosts.append(_host(number))
                _fill(_slug(number), town)
                if number % 10 == 0:
                    say(f"  {number} of {councils} councils")
            yield crowd
    finally:
        _on_server("DROP DATABASE {} WITH (FORCE)", name)


def _slug(number: int) -> str:
    return f"neighbour-{number}"


def _host(number: int) -> str:
    return f"{_slug(number)}.localhost"


def _make_neighbour(number: int) -> None:
    """Make it on a new connection, as the command does: one that has seen many schemas slows down by that alone."""
    connection.close()
    create_council(slug=_slug(number), name=f"Synthetic {number}", domain=_host(number), gss_codes=[f"E99{number:06d}"])


def _fill(slug: str, town: Town) -> None:
    """Give a neighbour the town's listings and area, so that its searches find the same."""
    Council.objects.filter(slug=slug).update(gss_codes=town.council.gss_codes)
    with council_scope(slug):
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(_LISTINGS)}")
            for table in _LISTINGS:
                cursor.execute(f"INSERT INTO {table} SELECT * FROM {town.council.schema_name}.{table}")  # noqa: S608
            cursor.execute(f"VACUUM ANALYZE {', '.join(_LISTINGS)}")
        rebuild_index()


@contextmanager
def _connected_to(name: str) -> Iterator[None]:
    before = connection.settings_dict["NAME"]
    for given in (settings.DATABASES["default"], connection.settings_dict):
        given["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        for given in (settings.DATABASES["default"], connection.settings_dict):
            given["NAME"] = before


def _on_server(statement: str, *names: str) -> None:
    server = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path="/postgres"))
    with psycopg.connect(server, autocommit=True) as own:
        own.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
