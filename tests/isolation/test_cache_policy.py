"""How long answers may be kept. `test_addresses` asks the same of every address × method × role × object."""

from http import HTTPStatus
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from localoffer.cache_policy import CachePolicyMiddleware
from tests.isolation.addresses import URLCONF
from tests.isolation.kept import directives


@pytest.mark.parametrize("path", ["/", "/about/", "/search/", "/search/?q=autism", "/shortlist/", "service"])
def test_a_public_page_that_has_not_changed_is_not_sent_again(worlds, client_for, path):
    _, beta = worlds
    path = reverse("service", URLCONF, args=[beta.keys["service"], "about"]) if path == "service" else path
    family = client_for(beta.council)
    first = family.get(path, follow=True)
    asked = first.redirect_chain[-1][0] if first.redirect_chain else path
    again = family.get(asked, headers={"if-none-match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert directives(again) == directives(first) == {"private", "max-age", "must-revalidate"}


@pytest.mark.parametrize("host", ["nobody.localhost", "beta.localhost"])
def test_a_host_that_answers_nothing_now_may_answer_later(councils, host):
    councils.beta.suspended = True
    councils.beta.save()
    response = Client(headers={"host": host}).get("/")
    assert response.status_code in {404, 503}
    assert directives(response) == {"no-store"}


@pytest.mark.parametrize("status", sorted({status.value for status in HTTPStatus if status >= 200} - {304}))
def test_an_answer_of_any_status_but_200_is_not_kept(status):
    middleware = CachePolicyMiddleware(lambda _: HttpResponse(status=status))
    said = directives(middleware(RequestFactory().get(f"/{uuid4()}/")))
    assert ("no-store" in said) == (status != 200)


@pytest.mark.parametrize(
    ("stated", "cookie", "method", "said"),
    [
        ("", "", "get", "private, max-age=0, must-revalidate"),
        ("", "sessionid", "get", "private, no-store"),
        ("", "csrftoken", "get", "private, max-age=0, must-revalidate"),
        ("private, max-age=60", "", "get", "private, max-age=60"),
        ("private, max-age=60", "sessionid", "get", "private, no-store"),
        ("public, max-age=60", "sessionid", "get", "public, max-age=60"),
        ("public, max-age=60", "", "post", "no-store"),
        ("private, no-store", "", "post", "private, no-store"),
        ("", "", "post", "no-store"),
        ("", "", "head", "private, max-age=0, must-revalidate"),
    ],
)
def test_the_kind_of_answer_decides(stated, cookie, method, said):
    response = HttpResponse(headers={"Cache-Control": stated} if stated else {})
    request = getattr(RequestFactory(), method)("/")
    request.COOKIES = {cookie: "x"} if cookie else {}
    assert CachePolicyMiddleware(lambda _: response)(request)["Cache-Control"] == said
