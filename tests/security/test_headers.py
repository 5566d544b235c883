"""Every kind of answer says what browsers may do with it, whoever gives it; the proxy's own are in `test_proxy`."""

import pytest
from django.test import Client

KINDS = {
    "home": ("alpha.localhost", "/", 200),
    "search": ("alpha.localhost", "/search/", 200),
    "JSON": ("alpha.localhost", "/api/search", 200),
    "bad parameter": ("alpha.localhost", "/api/search?age=x", 400),
    "no page": ("alpha.localhost", "/nothing/here/", 404),
    "sign in first": ("alpha.localhost", "/provider/", 302),
    "method": ("alpha.localhost", "/robots.txt", 200),
    "admin": ("alpha.localhost", "/admin/", 302),
    "file of ours": ("alpha.localhost", "/static/localoffer/frame.css", 200),
    "favicon": ("alpha.localhost", "/favicon.ico", 200),
    "no file": ("alpha.localhost", "/static/nothing.css", 404),
    "picture": ("alpha.localhost", "/media/alpha/images/nothing.png", 404),
    "health": ("alpha.localhost", "/healthz", 200),
    "readiness": ("nobody.example", "/readyz", 200),
    "metrics": ("alpha.localhost", "/metrics", 404),
    "no such host": ("nobody.example", "/search/?q=x", 404),
    "host that can't be read": ("a b", "/", 404),
    "platform": ("localhost", "/", 200),
    "suspended": ("beta.localhost", "/", 503),
    "fault": ("alpha.localhost", "/search/", 500),
    "no CSRF token": ("alpha.localhost", "/accounts/login/", 403),
}
HSTS = "max-age=31536000; includeSubDomains; preload"


@pytest.fixture
def answer(councils, monkeypatch):
    def of(kind, **options):
        host, path, status = KINDS[kind]
        if kind == "suspended":
            councils.beta.suspended = True
            councils.beta.save()
        if kind == "fault":
            monkeypatch.setattr("search.http.rate_limits.address_of", lambda _: 1 / 0)
        client = Client(headers={"host": host}, raise_request_exception=False, enforce_csrf_checks=True)
        response = client.post(path, **options) if kind == "no CSRF token" else client.get(path, **options)
        assert response.status_code == status
        return response

    return of


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_answer_is_as_safe(answer, kind):
    response = answer(kind)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] in {"SAMEORIGIN", "DENY"}
    if not KINDS[kind][1].startswith("/admin/"):  # Wagtail's pages have scripts and styles in them
        assert "default-src 'self'" in response["Content-Security-Policy"]
        assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "Strict-Transport-Security" not in response


@pytest.fixture
def _production(settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]


@pytest.mark.usefixtures("_production")
@pytest.mark.parametrize("kind", KINDS)
def test_in_production_every_answer_over_https_says_to_stay_there(answer, kind):
    assert answer(kind, headers={"x-forwarded-proto": "https"})["Strict-Transport-Security"] == HSTS


@pytest.mark.usefixtures("_production")
@pytest.mark.parametrize(
    ("host", "path", "status", "leads_to"),
    [
        ("alpha.localhost", "/search/?q=x", 301, "https://alpha.localhost/search/?q=x"),
        ("alpha.localhost.", "/", 301, "https://alpha.localhost./"),
        ("localhost", "/", 301, "https://localhost/"),
        ("nobody.example", "/search/?q=x", 404, None),
        ("alpha.localhost.evil.example", "/", 404, None),
        ("a b", "/", 404, None),
        ("", "/", 404, None),
        ("alpha.localhost", "/healthz", 200, None),
    ],
)
def test_only_a_host_we_know_is_led_to_https(councils, host, path, status, leads_to):
    response = Client(headers={"host": host}).get(path)
    assert (response.status_code, response.get("Location")) == (status, leads_to)
