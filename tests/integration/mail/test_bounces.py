"""A report about a mail that came back holds further mails to whom we wrote to, and nobody else's."""

import re

import pytest
from django.core import mail as outbox
from typer.testing import CliRunner
from wagtail.models import ModelLogEntry

from localoffer.commands.mail import app
from tenants.councils.scope import council_scope
from tenants.mail.models import BouncedAddress, Mail
from tenants.mail.services.bounces import Outcome, return_address, take_report
from tenants.mail.services.delivery import send_mail
from tenants.mail.services.outbox import owe_mail
from tests.factories import PersonFactory
from tests.unit.tenants.returned import OUT_OF_OFFICE, SHAPES, report

pytestmark = pytest.mark.django_db
ANN = "Ann@school.example"


@pytest.fixture(autouse=True)
def _bounces_come_to_us(settings):
    settings.MAIL_BOUNCES_TO = "bounces@mail.example"


@pytest.fixture
def sent(alpha):
    """A mail to Ann that went out."""
    owe_mail(event="test:1", to=ANN, subject="Hello", text="Hello")
    mail = Mail.objects.get()
    assert send_mail(mail_id=mail.pk)
    return mail


def _held():
    return list(BouncedAddress.objects.values_list("address", flat=True))


def test_each_mail_has_a_return_address_of_its_own_that_readers_do_not_see(alpha, sent, settings):
    (message,) = outbox.outbox
    assert message.from_email == return_address(sent)
    assert re.fullmatch(rf"bounces\+{alpha.pk}\.{sent.pk}-[0-9a-f]{{16}}@mail\.example", message.from_email)
    assert message.message()["From"] == settings.DEFAULT_FROM_EMAIL


def test_without_the_setting_mails_come_back_to_their_sender(alpha, sent, settings):
    settings.MAIL_BOUNCES_TO = ""
    assert return_address(sent) == ""
    assert take_report(report(to="bounces+1.1-0123456789abcdef@mail.example")) is Outcome.NOT_OURS


@pytest.mark.parametrize("shape", SHAPES)
def test_an_address_that_takes_no_mails_is_held_and_shown_in_the_outbox(
    alpha, sent, shape, client_for, with_second_factor
):
    content = report(SHAPES[shape], to=return_address(sent))
    assert [take_report(content), take_report(content)] == [Outcome.HELD] * 2
    assert _held() == [ANN.lower()]
    assert ModelLogEntry.objects.filter(action="mail.bounce").count() == 1
    officer = with_second_factor(PersonFactory(officer=True))
    page = client_for(alpha, officer).get("/admin/mails/outbox/").text
    assert ANN.lower() in page
    assert "does not exist" in page
    owe_mail(event="test:2", to=ANN, subject="Again", text="Again")
    assert not send_mail(mail_id=Mail.objects.get(event="test:2").pk)


def test_a_mailbox_that_is_full_is_noted_alone(alpha, sent):
    content = report(to=return_address(sent), status="4.2.2", action="delayed", words="452 4.2.2 mailbox full")
    assert take_report(content) is Outcome.NOTED
    sent.refresh_from_db()
    assert (sent.note, _held()) == ("4.2.2 452 4.2.2 mailbox full", [])


def test_whom_a_report_names_does_not_count(alpha, sent):
    take_report(report(to=return_address(sent), recipient="victim@other.example"))
    assert _held() == [ANN.lower()]


def test_the_servers_word_for_the_address_counts_too(alpha, sent):
    content = report(to="undisclosed-recipients:;")
    assert take_report(content) is Outcome.NOT_OURS
    assert take_report(content, sent_to=return_address(sent).upper()) is Outcome.HELD


@pytest.mark.parametrize(
    "forged",
    [
        lambda address: re.sub(r"-[0-9a-f]{16}@", "-0123456789abcdef@", address),
        lambda address: re.sub(r"\.(\d+)-", lambda found: f".{int(found[1]) + 1}-", address),
        lambda address: re.sub(r"\+\d+\.", "+999999999.", address),
        lambda address: address.replace("@mail.example", "@mail.example.net"),
        lambda address: f"x{address}",
        lambda address: "bounces@mail.example",
    ],
    ids=["signature", "mail", "council", "host", "name", "none"],
)
def test_a_forged_address_changes_nothing(alpha, sent, forged):
    owe_mail(event="test:2", to="bob@school.example", subject="Hello", text="Hello")
    assert take_report(report(to=forged(return_address(sent)))) is Outcome.NOT_OURS
    assert _held() == []


def test_another_councils_mail_of_the_same_number_is_not_meant(alpha, beta, sent):
    elsewhere = return_address(sent).replace(f"+{alpha.pk}.", f"+{beta.pk}.")
    with council_scope(beta):
        Mail.objects.create(pk=sent.pk, event="test:1", to="bo@beta.example", subject="Hello", text="Hello")
        assert take_report(report(to=elsewhere)) is Outcome.NOT_OURS
        assert _held() == []


def test_an_answer_of_a_person_is_no_report(alpha, sent):
    assert take_report(report(OUT_OF_OFFICE, to=return_address(sent))) is Outcome.NO_REPORT
    assert _held() == []


def test_the_command_reads_a_message_that_the_mail_server_hands_over(alpha, sent):
    answer = CliRunner().invoke(app, ["bounces"], input=report(to=return_address(sent)))
    assert answer.exit_code == 0
    assert _held() == [ANN.lower()]


def test_the_command_reads_a_folder_once(alpha, sent, tmp_path):
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    (tmp_path / "new" / "1.returned").write_bytes(report(to=return_address(sent)))
    (tmp_path / "new" / "2.answer").write_bytes(report(OUT_OF_OFFICE, to=return_address(sent)))
    assert CliRunner().invoke(app, ["bounces", str(tmp_path)]).exit_code == 0
    assert _held() == [ANN.lower()]
    assert sorted(path.name for path in (tmp_path / "cur").iterdir()) == ["1.returned:2,S", "2.answer:2,S"]
    assert not list((tmp_path / "new").iterdir())


def test_a_folder_that_is_not_there_is_said(alpha, tmp_path):
    assert CliRunner().invoke(app, ["bounces", str(tmp_path / "nowhere")]).exit_code == 1
