"""A new council, ready to search, against django-tenants' own way to make one schema's tables."""

from statistics import median
from typing import Final

from django.core.management import call_command
from django.db import connection

from infra.benchmarks.table import Target, compared
from infra.benchmarks.timing import in_words, seconds_of
from infra.benchmarks.world import World

TARGET: Final = Target(limit=4, at_least=True)
RAW_SCHEMA: Final = "bench_raw"


def measure(world: World) -> list[tuple[str, ...]]:
    """Make councils and search in each; migrate an empty schema in between."""
    web = world.web("postgres")
    ours, raw = [], []
    for number in range(2):
        slug = f"new-{number}"

        def make_and_search(slug: str = slug) -> None:
            host = world.town(slug).host
            web.get(host, "/search/?q=autism")

        world.prepare()
        ours.append(seconds_of(make_and_search))
        raw.append(seconds_of(_migrate_schema))
    return [
        compared(
            "a new council, made and searched",
            in_words(median(ours) * 1000),
            f"migrate_schemas for one schema: {in_words(median(raw) * 1000)}",
            median(raw) / median(ours),
            TARGET,
        )
    ]


def _migrate_schema() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {RAW_SCHEMA}")
    try:
        call_command("migrate_schemas", schema_name=RAW_SCHEMA, interactive=False, verbosity=0)
    finally:
        connection.set_schema_to_public()  # type: ignore[attr-defined]
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA {RAW_SCHEMA} CASCADE")
