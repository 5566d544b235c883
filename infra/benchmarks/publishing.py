"""How long after a council publishes a listing a family finds it."""

import json
from time import perf_counter, sleep
from typing import Final

from infra.benchmarks.servers import Web
from infra.benchmarks.table import Target, yes_or_no
from infra.benchmarks.timing import Spread, in_words
from infra.benchmarks.world import ENGINES, Town, World
from infra.local.errors import LocalError
from providers.listings.data import OrganisationData, ServiceData
from providers.listings.models import Organisation
from providers.listings.services.listings import create_organisation, create_service
from providers.review.services.submissions import publish_directly
from tenants.councils.scope import council_scope

LISTINGS: Final = 5_000
TARGET: Final = Target(limit=2, unit=" s")
LONGEST: Final = 60.0
STEP: Final = 0.02


def measure(world: World) -> list[tuple[str, ...]]:
    """Publish listings one after the other; ask both engines over HTTP until each has it."""
    town = world.full_town(LISTINGS)
    pages = {engine: world.web(engine) for engine in ENGINES}
    world.start_worker()
    with council_scope(town.council):
        organisation = create_organisation(user=None, data=OrganisationData(name="Synthetic Publisher", kind="council"))
        publish_directly(listing=organisation, revision=organisation.latest_revision)
    words = [f"synthetic zebra{number}" for number in range(world.rounds(24) + 1)]
    found = [_publish(town, organisation, each, pages) for each in words][1:]
    at_once = sum(first for first, _ in found)
    spread = Spread.of([seconds for _, seconds in found])
    return [
        ("publish → findable on PostgreSQL", f"{at_once} of {len(found)} at the first search", "", "", "at once",
         yes_or_no(at_once == len(found))),
        ("publish → findable on Elasticsearch, p50 / p95", str(spread), "", "", f"p95 {TARGET}",
         yes_or_no(TARGET.holds(spread.p95 / 1000))),
    ]  # fmt: skip


def _publish(town: Town, organisation: Organisation, words: str, webs: dict[str, Web]) -> tuple[bool, float]:
    """Whether PostgreSQL had it at the first search, and the seconds until Elasticsearch had it."""
    with council_scope(town.council):
        service = create_service(user=None, organisation=organisation, data=ServiceData(name=f"Club {words}"))
        publish_directly(listing=service, revision=service.latest_revision)
    began = perf_counter()
    at_once = _finds(webs["postgres"], town, words)
    while not _finds(webs["elasticsearch"], town, words):
        if perf_counter() - began > LONGEST:
            raise LocalError(f"“{words}” was not found on Elasticsearch after {in_words(LONGEST * 1000)}.")
        sleep(STEP)
    return at_once, perf_counter() - began


def _finds(web: Web, town: Town, words: str) -> bool:
    term = words.rsplit(" ", 1)[1]
    answer = json.loads(web.get(town.host, f"/api/search?q={term}").text)
    return any(words in result["name"] for result in answer["results"])
