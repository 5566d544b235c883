"""All that a council tells people who aren't its staff, as texts by where each stands: to compare and to search."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from providers.listings.models import Service
from search.adapters.elasticsearch.mapping import source_of
from search.index.models import SearchPlace, SearchRow
from search.index.services.entries import COLUMNS, entry_of
from search.shortlist.services import send_list
from tenants.councils.scope import council_scope
from tests.isolation.addresses import EVERYBODY, RULES, SIGNED_IN, URLCONF, Address, every_address
from tests.isolation.conftest import World
from tests.isolation.test_addresses import arguments_of, everything_of

NEAR = "MK9 3XS"
"""A family's postcode."""
_ONCE = re.compile(
    # What stands before it, and then itself.
    r"""(csrfmiddlewaretoken" value="|csrftoken='?|sessionid='|nonce[=-]"?|opened" value="|'ETag': '"|'Expires': '|:)"""
    r"""([\w-]{6}:[\w-]{43}|[\w-]{20,80}={0,2}:[\w-]{6}:[\w-]{43}|[\w+/-]{20,64}={0,2}|[A-Z][a-z]{2}, \d\d [^']+ GMT)"""
)
"""What differs each time that a page is asked for: tokens, nonces, signatures and the time."""
_LINK = re.compile(r'(?:href="|"url": "|<loc>)([^"<#]+)')
_STAFF = ("/admin/", "/accounts/", "/static/", "/media/")


def outputs_of(world: World, client_for: Callable[..., Client], *, stranger: Any) -> dict[str, str]:
    """Every public address for anybody, every address that needs an account for a provider of another organisation,
    the pages that those link to, a mailed list, and what both engines hold."""
    services = _services(world)
    told = dict(_held(world, services))
    for role, person, rule in (("anybody", None, EVERYBODY), ("stranger", stranger, SIGNED_IN)):
        client = client_for(world.council, person)
        for address in every_address():
            if address.ours and RULES[address.name] == rule:
                told.update(_answers(client, address, world, services, role=role))
    told.update(_linked(client_for(world.council), told))
    return {where: _ONCE.sub(r"\1", text) for where, text in told.items()}


def _services(world: World) -> list[str]:
    with council_scope(world.council):
        return [str(uuid) for uuid in Service.objects.order_by("pk").values_list("uuid", flat=True)]


def _held(world: World, services: list[str]) -> Iterator[tuple[str, str]]:
    with council_scope(world.council):
        kept = [name for name in COLUMNS if name != "version"]
        for row in SearchRow.objects.order_by("key").values(*COLUMNS, "words"):
            yield f"table {row['key']}", repr([row[name] for name in (*kept, "words")])
            document = {name: value for name, value in source_of(entry_of(row)).items() if name != "version"}
            yield f"index {row['key']}", json.dumps(document, default=str)
        points = SearchPlace.objects.order_by("row__key", "pk").values_list("row__key", "latitude", "longitude")
        yield "table of places", repr(list(points))
        mail.outbox.clear()
        send_list(address="family@example.org", ids=tuple(services))
        yield "mailed list", "\n".join([mail.outbox[0].body, str(mail.outbox[0].alternatives)])


def _answers(
    client: Client, address: Address, world: World, services: list[str], *, role: str
) -> Iterator[tuple[str, str]]:
    """One address with every query, for each service where it is about one."""
    for service in services if "uuid" in address.arguments else services[:1]:
        keys = arguments_of(address, {**world.keys, "service": service})
        path = reverse(address.name, URLCONF, kwargs=keys)
        for query in _queries(services):
            yield f"{role}: {path}{query}", _read(client, f"{path}{query}")
        yield f"{role}: POST {path}", _post(client, path, services)


def _queries(services: list[str]) -> list[str]:
    """Each address gets each of these, whether it knows them or not."""
    saved = f"ids={','.join(services)}"
    near = f"postcode={NEAR.replace(' ', '+')}"
    return [
        "",
        f"?{near}&q=owls&sort=distance",
        f"?{near}&radius=1&sort=distance&per_page=50&{saved}",
        f"?postcode=MK3+6EB&view=map&sort=distance&{saved}",
        f"?postcode=MK14+5DJ&radius=0.5&sort=distance&{saved}",
        "?q=Wolverton",
        "?q=MK14+5DJ",
        f"?{saved}&kind=page",
    ]


def _read(client: Client, path: str) -> str:
    with transaction.atomic():
        response = client.get(path)
        transaction.set_rollback(True)
    return f"{response.status_code} {everything_of(response)}"


def _post(client: Client, path: str, services: list[str]) -> str:
    with transaction.atomic():
        response = client.post(path, {"ids": services, "q": "Wolverton", "email": "family@example.org"})
        transaction.set_rollback(True)
    return f"{response.status_code} {everything_of(response)}"


def _linked(client: Client, told: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The pages that public ones link to and that no pattern of ours names, such as the council's own."""
    found = {urlsplit(link).path for where, text in told.items() if where[0] == "a" for link in _LINK.findall(text)}
    for path in sorted(found):
        if path.startswith("/") and not path.startswith(_STAFF):
            yield f"link: {path}", _read(client, path)
