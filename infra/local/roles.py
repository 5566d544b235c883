"""The database's two roles on a local server, as in production: one owns the tables, the other serves."""

import os
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from infra.local.errors import LocalError
from infra.local.places import REPOSITORY
from infra.local.postgres import create_extensions

SCRIPTS = REPOSITORY / "infra" / "database"
OF_TESTS = r"^(ready_[0-9a-f]{16}|test_localoffer_)"
OWNER, SERVE = "localoffer_owner", "localoffer_serve"


@dataclass(frozen=True)
class DatabaseUrls:
    """One database as its two roles see it; `serve` belongs in DATABASE_URL, `owner` in DATABASE_OWNER_URL."""

    owner: str
    serve: str


def both(url: str, *, for_tests: bool = False) -> DatabaseUrls:
    """Return a database as both roles see it, made where they are missing; `url` is an administrator's.

    With DATABASE_OWNER_URL in the environment `url` is what serves, and both are taken as they are. `for_tests` lets
    the owner make and drop databases. Raises LocalError when the database doesn't answer or its user may not do this.
    """
    owner = os.environ.get("DATABASE_OWNER_URL", "")
    create_extensions(owner or url)
    if owner:
        return DatabaseUrls(owner=owner, serve=url)
    try:
        with psycopg.connect(url, autocommit=True, connect_timeout=5) as connection:
            _make_roles(connection, url)
            if for_tests:
                _let_owner_make_databases(connection)
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[0]
        raise LocalError(f"The database of DATABASE_URL can't be given its roles ({reason}).") from error
    return DatabaseUrls(owner=_as(url, OWNER), serve=_as(url, SERVE))


def _make_roles(connection: psycopg.Connection, url: str) -> None:
    for script in ("roles.sql", "ownership.sql"):
        connection.execute((SCRIPTS / script).read_bytes())
    given = urlsplit(url).password
    password = sql.Literal(unquote(given) if given else None)
    for role in (OWNER, SERVE):
        connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), password))


def _let_owner_make_databases(connection: psycopg.Connection) -> None:
    """Let it be the role that serves too, as a test is, and have the databases that earlier tests left."""
    connection.execute(f"ALTER ROLE {OWNER} CREATEDB")
    connection.execute(f"GRANT {SERVE} TO {OWNER}")
    remains = "SELECT datname FROM pg_database WHERE datdba = current_user::regrole AND datname ~ %s"
    for (name,) in connection.execute(remains, [OF_TESTS]).fetchall():
        statement = sql.SQL("ALTER DATABASE {} OWNER TO {}")
        connection.execute(statement.format(sql.Identifier(name), sql.Identifier(OWNER)))


def _as(url: str, role: str) -> str:
    parts = urlsplit(url)
    _, colon, password = parts.netloc.rpartition("@")[0].partition(":")
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{role}{colon}{password}@{host}"))
