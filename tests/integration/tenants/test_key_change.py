"""The secret key changes, and what the old one signed holds while it is among the fallbacks."""

import pytest
from django.conf import settings as in_use

from tenants.accounts.models import SignInLink
from tenants.accounts.selectors import link_of, token_of
from tenants.councils import signing
from tenants.mail.models import Mail
from tenants.mail.services.bounces import Outcome, return_address, take_report
from tests.factories import PersonFactory
from tests.unit.tenants.returned import report

pytestmark = pytest.mark.django_db
NEW = "z9Km3#nQ5x" * 6


@pytest.fixture
def change_key(settings):
    def change(*, keep):
        settings.SECRET_KEY_FALLBACKS = [in_use.SECRET_KEY] if keep else []
        settings.SECRET_KEY = NEW

    return change


@pytest.mark.parametrize("keep", [True, False])
def test_what_the_old_key_signed_holds_while_it_is_kept(alpha, client_for, change_key, settings, keep):
    settings.MAIL_BOUNCES_TO = "bounces@mail.example"
    person = PersonFactory()
    signed_in = client_for(alpha, person)
    value = signing.dumps({"a": 1}, purpose="test")
    token = token_of(SignInLink.objects.create(user=person))
    mail = Mail.objects.create(event="test:1", to="ann@example.org", subject="Hello", text="Words")
    came_to = return_address(mail)

    change_key(keep=keep)

    assert (signed_in.get("/provider/").status_code == 200) is keep
    assert (link_of(token) is not None) is keep
    assert (take_report(report(to=came_to)) is Outcome.HELD) is keep
    assert return_address(mail) != came_to
    if keep:
        assert signing.loads(value, purpose="test") == {"a": 1}
    else:
        with pytest.raises(signing.BadSignature):
            signing.loads(value, purpose="test")
