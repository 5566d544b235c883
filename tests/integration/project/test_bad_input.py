"""What a library can't read is told to the sender; what we do wrong, on a library's page too, stays a fault."""

import pytest
from django.shortcuts import redirect
from structlog.testing import capture_logs
from wagtail import hooks

from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
RAISES = "def raises(request, panels):\n    {}\n"


def raising(statement, module):
    """A hook of that module's that does it."""
    names = {"__name__": module, "redirect": redirect}
    exec(compile(RAISES.format(statement), module, "exec"), names)
    return names["raises"]


@pytest.fixture
def admin(alpha, client_for, with_second_factor):
    return client_for(alpha, with_second_factor(PersonFactory(manager=True)), raise_request_exception=False)


@pytest.mark.parametrize(
    ("statement", "module", "status"),
    [
        ("raise ValueError('secret words')", "wagtail.made_up", 400),
        ("raise KeyError('secret words')", "PIL.made_up", 400),
        ("None.secret", "wagtail.made_up", 400),
        ("redirect(request.GET['next'])", "wagtail.made_up", 400),
        ("raise ValueError('secret words')", "cms.made_up", 500),
        ("raise KeyError('secret words')", "tenants.made_up", 500),
        ("None.secret", "providers.made_up", 500),
        ("request.secret", "wagtail.made_up", 500),
        ("redirect('secret')", "wagtail.made_up", 500),
        ("raise RuntimeError", "wagtail.made_up", 500),
        ("raise TypeError", "wagtail.made_up", 500),
    ],
)
def test_only_what_a_library_could_not_read_is_the_senders_mistake(admin, statement, module, status):
    with hooks.register_temporarily("construct_homepage_panels", raising(statement, module)), capture_logs() as told:
        answer = admin.get("/admin/", {"next": "secret-words"})
    assert answer.status_code == status
    noted = [entry for entry in told if entry["event"] == "input_not_read"]
    assert [entry["view"] for entry in noted] == ["wagtailadmin_home"] * (status == 400)
    assert "secret" not in str(noted)
    assert ("We could not read that" in answer.text) == (status == 400)
