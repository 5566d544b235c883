"""A parameter or header that should hold an address of ours may hold anything, and never leads elsewhere."""

from urllib.parse import urlsplit

import pytest

from tests.factories import PersonFactory

UNREADABLE = ["http://[", "//[", "https://[::1", "http://\u2100.example/", "http://a@[b"]
ELSEWHERE = [
    "//evil.example/",
    "https://evil.example/",
    "///evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "/\x00",
]
PAGES = [
    "/accounts/login/",
    "/accounts/logout/",
    "/accounts/password/reset/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
    "/accounts/2fa/authenticate/",
    "/accounts/login/link/",
    "/provider/register/",
    "/provider/",
    "/admin/login/",
    "/_util/login/",
    "/feedback/",
    "/you-said-we-did/",
    "/search/",
    "/shortlist/",
]


def requests_with(address, method):
    """Where it stands: in the query, in a form's field (which a GET has in its query) or in a header."""
    latin = address.encode("latin-1", "replace").decode("latin-1").replace("\x00", "")
    named = dict.fromkeys(("next", "from"), address)
    yield {"query_params": named}
    if method == "post":
        yield {"data": named}
    yield {"headers": {"referer": latin}}


@pytest.mark.parametrize("address", [*UNREADABLE, *ELSEWHERE], ids=repr)
@pytest.mark.parametrize("signed_in", [True, False], ids=["somebody", "anybody"])
def test_what_is_no_address_of_ours_is_answered_and_not_followed(alpha, client_for, address, signed_in):
    client = client_for(alpha, PersonFactory.create() if signed_in else None, raise_request_exception=False)
    wrong = []
    for page in PAGES:
        for method in ("get", "post"):
            for options in requests_with(address, method):
                response = getattr(client, method)(page, **options)
                leads_to = urlsplit(response.get("Location", "")).netloc
                if response.status_code >= 500 or leads_to not in {"", alpha.domain}:
                    wrong.append((method, page, options, response.status_code, leads_to))
    assert not wrong


@pytest.mark.parametrize("address", UNREADABLE, ids=repr)
def test_who_signs_in_from_an_unreadable_address_comes_to_their_own_pages(alpha, client_for, address):
    person = PersonFactory.create(password="a long pass phrase")
    form = {"login": person.email, "password": "a long pass phrase", "next": address}
    response = client_for(alpha).post("/accounts/login/", form)
    assert (response.status_code, response["Location"]) == (302, "/provider/")
