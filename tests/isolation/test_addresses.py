"""Every address of ours × method × role × {own, foreign, nonexistent object}: nothing of alpha is ever seen at beta."""

from uuid import uuid4

import pytest
from django.contrib.admin.utils import quote
from django.db import transaction
from django.urls import NoReverseMatch, reverse

from cms.editions.models import CopyRequest, Edition
from providers.listings.models import ListingState, Organisation, Service
from tenants.accounts.models import User
from tenants.councils.scope import council_scope
from tenants.mail.models import StoppedTopic
from tests.isolation.addresses import RULES, SET_UP_BY_OFFICERS, URLCONF, every_address, may
from tests.isolation.kept import kept_fault_of

OURS = [address for address in every_address() if address.ours]
REFUSED = {302, 403, 404, 405, 410}


TOKENS = {"sign_in_by_link": "link", "stop-mails": "stop", "still-correct": "check", "join-council": "staff_token"}
"""The key of each address's token; an invitation's to an organisation otherwise."""


def test_every_address_of_ours_has_a_rule_and_every_rule_an_address():
    assert {address.name for address in OURS} == set(RULES)


def arguments_of(address, keys, slug="about"):
    """The address's arguments from one council's keys."""
    about_organisation = "organisation" in address.name or address.name in {"portal:new-service", *SET_UP_BY_OFFICERS}
    about = "organisation" if about_organisation else "file" if address.name == "file" else "service"
    known = {
        "uuid": keys["claim" if address.name in {"people:claim", "portal:withdraw-claim"} else about],
        "copy_id": keys["copy"],
        "edition_id": keys["edition"],
        "kind": {"print-whole": "text", "duties:name-page": "page"}.get(address.name, "voluntary"),
        "duty": "4.30.2",
        "named_id": keys["named"],
        "name": "small.jpg",
        "place": keys["place"],
        "pk": quote(f"service:{keys['service']}") if "documents:" in address.name else keys["submission"],
        "member_id": keys["member"],
        "entry_id": keys["entry"],
        "term_id": keys["term"],
        "suggestion_id": keys["suggestion"],
        "vocabulary": "need",
        "code": "need:autism",
        "invitation": keys["staff_invitation" if address.name.startswith("staff:") else "invitation"],
        "person_id": keys["colleague"],
        "upload_id": keys["council_upload" if address.name.startswith("council-uploads:") else "upload"],
        "export_id": keys["export"],
        "decision_id": keys["decision"],
        "note_id": keys["note"],
        "edit_id": keys["edit"],
        "organisation": keys["organisation"],
        "token": keys[TOKENS.get(address.name, "token")],
        "mail_id": keys["mail"],
        "bounced_id": keys["bounced"],
        "comment_id": keys["comment"],
        "receipt": keys["receipt"],
        "mail_name": keys.get("mail_name", "no-such-mail"),
        "slug": slug,
        "schema": keys.get("schema", "alpha"),
        "path": "images/nothing.png",
        "document_id": keys["document"],
        "document_filename": keys["document_name"],
    }
    return {name: known[name] for name in address.arguments}


def keys_of(kind, own, foreign):
    nobody = dict.fromkeys(
        (
            "organisation",
            "service",
            "file",
            "place",
            "invitation",
            "claim",
            "upload",
            "council_upload",
            "export",
            "copy",
            "edition",
        ),
        uuid4(),
    )
    nobody["staff_invitation"] = uuid4()
    nobody |= {
        "submission": 987654,
        "member": 987654,
        "colleague": 987654,
        "entry": 987654,
        "term": 987654,
        "suggestion": 987654,
        "decision": 987654,
        "note": 987654,
        "edit": 987654,
        "mail": 987654,
        "named": 987654,
        "document": 987654,
        "document_name": "nothing.pdf",
        "bounced": 987654,
        "comment": 987654,
        "receipt": "0000-0000-0000",
        "token": "nobody:s",
    }
    nobody |= dict.fromkeys(TOKENS.values(), "nobody:s")
    return {"own": {**own.keys, "mail_name": "invitation"}, "foreign": foreign.keys, "nonexistent": nobody}[kind]


def what_is_there(world):
    """Everything a POST from another council's host could have changed."""
    with council_scope(world.council):
        services = list(Service.objects.order_by("pk").values_list("pk", "live", "latest_revision_id", "name"))
        states = list(ListingState.objects.order_by("pk").values_list("pk", "last_assured", "review_due"))
        organisations = list(Organisation.objects.order_by("pk").values_list("pk", "live", "latest_revision_id"))
        staff = list(User.objects.order_by("pk").values_list("pk", "is_active", "groups__name"))
        paper = list(CopyRequest.objects.values_list("status")), list(Edition.objects.values_list("status"))
        return services, states, organisations, staff, paper, StoppedTopic.objects.count()


def answer(client, method, path):
    """One request whose writes are taken back."""
    with transaction.atomic():
        response = getattr(client, method)(path)
        transaction.set_rollback(True)
    return response


def everything_of(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return (body + repr(dict(response.headers)).encode() + repr(response.cookies).encode()).decode(errors="replace")


@pytest.mark.parametrize("kind", ["own", "foreign", "nonexistent"])
@pytest.mark.parametrize("role", ["anonymous", "provider", "officer", "manager", "commissioner"])
def test_who_may_open_what(worlds, browser_of, role, kind):
    alpha, beta = worlds
    before = what_is_there(alpha)
    wrong = []
    for address in OURS:
        if kind != "own" and not address.needs_an_object():
            continue
        path = reverse(address.name, URLCONF, kwargs=arguments_of(address, keys_of(kind, beta, alpha)))
        for method in ("get", "post"):
            response = answer(browser_of(beta, role), method, path)
            problem = fault_of(response, method, kind, allowed=may(role, method, address.name), name=address.name)
            problem = problem or kept_fault_of(response, method, name=address.name, signed_in=role != "anonymous")
            if alpha.canary in everything_of(response):
                problem = "shows the other council's words"
            if problem:
                wrong.append(f"{method} {path} ({address.name}): {response.status_code} {problem}")
    assert not wrong, "\n".join(wrong)
    assert what_is_there(alpha) == before


@pytest.mark.parametrize("role", ["provider", "commissioner"])
def test_an_address_below_a_scripts_name_opens_no_more(worlds, client_for, role):
    alpha, beta = worlds
    client = client_for(beta.council, beta.people[role])
    paths = [reverse(each.name, URLCONF, kwargs=arguments_of(each, keys_of("own", beta, alpha))) for each in OURS]
    for path in (path for path in paths if path.startswith("/admin/")):
        assert client.get(path, SCRIPT_NAME="/x").status_code == client.get(path).status_code, path


def fault_of(response, method, kind, *, allowed, name):
    status = response.status_code
    if status >= 500:
        return "is a fault"
    if kind == "own" and allowed:
        sent_away = "/accounts/login/" in response.headers.get("Location", "")
        return "refuses who may" if sent_away or status == 403 or (status == 404 and name != "picture") else ""
    if status not in REFUSED:
        return "opens for who may not" if method == "get" else "takes a form from who may not"
    return ""


ANYWHERE = [address for address in every_address() if not address.ours]


@pytest.mark.parametrize("role", ["provider", "officer"])
def test_third_party_pages_of_one_council_never_show_anothers_words(worlds, client_for, role):
    from wagtail.models import Page, Revision

    alpha, beta = worlds
    with council_scope("alpha"):
        Page.objects.filter(depth=2).update(title=f"Home {alpha.canary}", draft_title=f"Home {alpha.canary}")
        foreign = Revision.objects.order_by("pk").last().pk
    client = client_for(beta.council, beta.people[role], raise_request_exception=False)
    seen = 0
    for address in ANYWHERE:
        if "logout" in address.name:
            continue
        try:
            path = reverse(address.name, URLCONF, kwargs=dict.fromkeys(address.arguments, foreign))
        except NoReverseMatch:  # its arguments are not numbers
            continue
        for method in ("get", "post"):
            seen += 1
            response = answer(client, method, path)
            assert alpha.canary not in everything_of(response), path
            assert not kept_fault_of(response, method, name=address.name, signed_in=True), path
    assert seen > 100
