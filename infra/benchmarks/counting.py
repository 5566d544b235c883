"""Database queries and engine calls of a page as what it shows grows from 1 to 50: their number must not."""

from typing import Final, NamedTuple

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infra.benchmarks.engine_calls import recorded_calls
from infra.benchmarks.table import yes_or_no
from infra.benchmarks.world import ENGINES, Town, World, searching_with
from infra.local.errors import LocalError
from providers.listings.data import ContactData, OrganisationData, PlaceData, ServiceData
from providers.listings.models import Membership, Organisation, Service
from providers.listings.services.listings import create_organisation, create_service
from providers.review.services.submissions import publish_directly, submit
from search.index.services.rebuild import rebuild_index
from search.results.relaxations import FEW
from tenants.accounts.models import User
from tenants.accounts.roles import OFFICER
from tenants.councils.scope import council_scope

STEPS: Final = (1, FEW + 1, 10, 50)
MOST_CALLS: Final = 2
SEARCH: Final = "/search/?q=zebra&per_page=50"
NARROW: Final = "/search/?q=zebra+lessons&sector=travel&topic=housing&day=sun&free=yes&age=4"
"""Finds nothing, with much that can be left out."""


class Cost(NamedTuple):
    """What a page costs: queries of the database and calls of the engine."""

    queries: int
    calls: int


def measure(world: World) -> list[tuple[str, ...]]:
    """Grow a council's listings, a listing's places and a queue, and count at each step."""
    town = world.town("bench-counts")
    with council_scope(town.council):
        organisation, owner, officer = _people()
        searches, services, queues = _grow(town, organisation, owner, officer)
    rows = []
    for engine in ENGINES:
        costs = searches[engine]
        _, _, alone, *more = (cost.queries for cost in costs)
        rows.append(_row(f"queries of a search page, {engine}, {FEW + 1} → 50 results", more))
        measure = f"queries of a search page, {engine}, 1 result and the wider searches that it offers"
        rows.append((measure, str(alone), f"without those: {more[0]}", "", "", ""))
        rows.append(_calls(engine, [cost.calls for cost in costs]))
    rows.append(_row("queries of a service page, 1 → 50 places and contacts", services))
    rows.append(_row("queries of the review queue, 1 → 50 waiting", queues))
    return rows


def _grow(
    town: Town, organisation: Organisation, owner: User, officer: User
) -> tuple[dict[str, list[Cost]], list[int], list[int]]:
    family, desk = Client(headers={"host": town.host}), Client(headers={"host": town.host})
    desk.force_login(officer)
    searches = {engine: [_cost(family, town, engine, path) for path in (NARROW, SEARCH)] for engine in ENGINES}
    services, queues = [], []
    made = 0
    for step in STEPS:
        for number in range(made, step):
            _publish(organisation, ServiceData(name=f"Synthetic zebra club {number}"))
            submit(user=owner, listing=_draft(organisation, ServiceData(name=f"Synthetic waiting club {number}")))
        made = step
        rebuild_index()
        for engine in ENGINES:
            searches[engine].append(_cost(family, town, engine, SEARCH))
        service = _publish(organisation, _wide(town, step))
        services.append(_queries(family, town, service.get_absolute_url()))
        queues.append(_queries(desk, town, "/admin/review/"))
    return searches, services, queues


def _row(measure: str, counts: list[int]) -> tuple[str, ...]:
    return (measure, " · ".join(map(str, counts)), "", "", "constant", yes_or_no(len(set(counts)) == 1))


def _calls(engine: str, counts: list[int]) -> tuple[str, ...]:
    measure = f"calls of {engine} for a search page, 0 results with filters and without, 1 → 50"
    return (
        measure,
        " · ".join(map(str, counts)),
        "",
        "",
        f"{MOST_CALLS} at most",
        yes_or_no(max(counts) <= MOST_CALLS),
    )


def _cost(client: Client, town: Town, engine: str, path: str) -> Cost:
    """What a search page costs on an engine."""
    with searching_with(engine):
        queries = _queries(client, town, path)
        with recorded_calls() as calls:
            _visit(client, path)
    connection.set_tenant(town.council)  # type: ignore[attr-defined]  # a request ends in the public schema
    return Cost(queries, len(calls))


def _queries(client: Client, town: Town, path: str) -> int:
    """The queries of a page whose caches are warm."""
    _visit(client, path)
    with CaptureQueriesContext(connection) as queries:
        _visit(client, path)
    connection.set_tenant(town.council)  # type: ignore[attr-defined]  # a request ends in the public schema
    return len(queries)


def _visit(client: Client, path: str) -> None:
    status = client.get(path).status_code
    if status != 200:
        raise LocalError(f"{path} answered {status}.")


def _people() -> tuple[Organisation, User, User]:
    owner = User.objects.create(email="owner@bench.example", name="Olu Owner")
    officer = User.objects.create(email="officer@bench.example", name="Ona Officer")
    officer.groups.add(Group.objects.get(name=OFFICER))
    Authenticator.objects.create(user=officer, type=Authenticator.Type.TOTP, data={"secret": "x"})
    organisation = create_organisation(user=None, data=OrganisationData(name="Synthetic Trust", kind="voluntary"))
    Membership.objects.create(organisation=organisation, user=owner, role=Membership.Role.OWNER)
    publish_directly(listing=organisation, revision=organisation.latest_revision)
    return organisation, owner, officer


def _draft(organisation: Organisation, data: ServiceData) -> Service:
    return create_service(user=None, organisation=organisation, data=data)


def _publish(organisation: Organisation, data: ServiceData) -> Service:
    service = _draft(organisation, data)
    publish_directly(listing=service, revision=service.latest_revision)
    return service


def _wide(town: Town, number: int) -> ServiceData:
    """A service with so many places and contacts."""
    places = tuple(PlaceData(address="1 Example Street", postcode=spot.postcode) for spot in town.spots[:number])
    contacts = tuple(ContactData(name=f"Desk {each}", phone="01632 960000") for each in range(number))
    return ServiceData(name=f"Synthetic wide service {number}", places=places, contacts=contacts)
