"""Mails in the council's own words: checked at save, filled in safely, as plain text and HTML."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from wagtail.models import ModelLogEntry

from tenants.councils.links import absolute_url
from tenants.councils.scope import council_scope, current_council
from tenants.mail.errors import BadWords, NotAllowed
from tenants.mail.models import CouncilMail, Mail
from tenants.mail.selectors import Words, render_words, samples_of, words_of
from tenants.mail.services.administration import save_words, use_standard_words
from tenants.mail.services.outbox import owe_templated
from tenants.mail.templates import Lasting, MailTemplate, every_template, register_template, template_of
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
PLAIN = MailTemplate(name="plain", title="Plain", description="", subject="", body="")
VALUES = {
    "greeting": "Hello Ann",
    "person": "Nia",
    "address": "nia@example.org",
    "organisation": "Night Owls",
    "role": "an editor",
}


@pytest.fixture
def officer(alpha, with_second_factor):
    return with_second_factor(PersonFactory(officer=True))


@pytest.fixture
def joined():
    return template_of("joined")


def owed(**values):
    words = {**VALUES, "link": absolute_url("/people/"), **values}
    owe_templated(event="test:1", to="ann@example.org", template=template_of("joined"), values=words, about={})
    return Mail.objects.get(event="test:1")


def test_every_mails_standard_words_can_be_filled_in(alpha):
    for template in every_template():
        mail = render_words(template, words_of(template), samples_of(template))
        assert "{" not in mail.subject + mail.text
        assert alpha.name in mail.html


def test_without_words_of_its_own_a_council_has_the_standard_ones(alpha):
    mail = owed()
    assert mail.subject == "Nia joined Night Owls"
    assert mail.text.startswith("Hello Ann,\n\nNia (nia[@]example[.]org) has joined Night Owls as an editor.")
    assert mail.text.endswith("Alpha Council")


def test_a_councils_own_words_are_its_own(alpha, beta, officer, joined):
    save_words(user=officer, template=joined, words=Words("{person} is in", "Dear {organisation}\n\n{council}"))
    assert owed().text == "Dear Night Owls\n\nAlpha Council"
    with council_scope(beta):
        assert owed().subject == "Nia joined Night Owls"


def test_a_paragraph_without_anything_to_say_is_left_out(alpha):
    texts = {}
    for phone in ("", "01632 960001"):
        current_council().phone = phone
        texts[phone] = render_words(PLAIN, Words("Hi", "One\n\nCall {council_phone}\n \nTwo"), {}).text
    assert texts == {"": "One\n\nTwo", "01632 960001": "One\n\nCall 01632 960001\n\nTwo"}


def test_values_are_put_in_as_they_are(alpha):
    mail = owed(person="{link} <b>Nia</b>", organisation="A & B")
    assert "{link} <b>Nia</b> (nia[@]example[.]org)" in mail.text
    assert "<b>" not in mail.html
    assert "&lt;b&gt;Nia&lt;/b&gt;" in mail.html
    assert "A &amp; B" in mail.html


def test_addresses_of_ours_become_links_and_nothing_else_does(alpha, officer, joined):
    body = "{link} or https://www.gov.uk/ or http://alpha.localhost.evil.example/"
    save_words(user=officer, template=joined, words=Words("Hi", body))
    link = absolute_url('/a/?b=1&c="x"')
    mail = owed(link=link)
    assert f'<a href="{absolute_url("/a/?b=1&amp;c=")}">' in mail.html
    assert mail.html.count("<a ") == 1


def test_a_link_that_is_not_ours_is_an_error_of_ours(alpha):
    for link in ("https://evil.example/", absolute_url("").replace("alpha", "beta") + "/", "x", absolute_url("/ x")):
        with pytest.raises(ValueError, match="council's own"):
            owed(link=link)


def test_a_line_break_in_a_value_can_not_forge_a_header(alpha):
    assert owed(person="Nia\r\nBcc: all@example.org").subject == "Nia Bcc: all[@]example[.]org joined Night Owls"


def test_a_value_that_is_missing_is_an_error_of_ours(alpha):
    with pytest.raises(KeyError):
        owe_templated(event="test:1", to="ann@example.org", template=template_of("joined"), values={}, about={})


BAD = {
    "unknown": ("Hi", "{name} is in", "no placeholder {name}"),
    "open": ("Hi", "{person is in", "Write each placeholder"),
    "closed": ("Hi", "person} is in", "Write each placeholder"),
    "twice": ("Hi", "{{person}} is in", "Write each placeholder"),
    "capital": ("Hi", "{Person} is in", "Write each placeholder"),
    "subject": ("{nobody}", "x", "no placeholder {nobody}"),
}


@pytest.mark.parametrize("case", sorted(BAD))
def test_words_that_can_not_be_a_mails_are_refused_at_save(alpha, officer, joined, case):
    subject, body, sentence = BAD[case]
    with pytest.raises(BadWords, match=sentence):
        save_words(user=officer, template=joined, words=Words(subject, body))
    assert not CouncilMail.objects.exists()


def test_what_a_mail_can_not_be_without_stays(alpha, officer):
    with pytest.raises(BadWords, match=r"needs \{link\}"):
        save_words(user=officer, template=template_of("invitation"), words=Words("Join", "Please join."))


def test_words_whose_placeholder_is_gone_give_way_to_the_standard_ones(alpha, joined):
    CouncilMail.objects.create(template="joined", subject="{old}", body="x")
    assert words_of(joined).subject == joined.subject


def test_a_mail_of_ours_with_bad_words_stops_the_platform():
    with pytest.raises(ImproperlyConfigured, match=r"no placeholder \{name\}"):
        register_template(
            MailTemplate(name="x", title="X", description="", subject="Hi", body="{name}"), Lasting("It never goes.")
        )


def test_only_officers_and_managers_change_words(alpha, joined):
    for person in (PersonFactory(), PersonFactory(content_editor=True), PersonFactory(commissioner=True)):
        with pytest.raises(NotAllowed):
            save_words(user=person, template=joined, words=Words("Hi", "x"))
        with pytest.raises(NotAllowed):
            use_standard_words(user=person, template=joined)


def test_an_officer_previews_saves_and_goes_back(alpha, officer, client_for):
    browser = client_for(alpha, officer)
    assert "An invited person joined" in browser.get("/admin/mails/").text
    page = "/admin/mails/words/joined/"
    words = {"subject": "{person} is in", "body": "Welcome {person}!"}
    preview = browser.post(page, {**words, "preview": "yes"})
    assert "Welcome Nia New!" in preview.text
    assert not CouncilMail.objects.exists()
    assert browser.post(page, {**words, "save": "yes"}).status_code == 302
    assert CouncilMail.objects.get().changed_by == officer
    assert "Your own" in browser.get("/admin/mails/").text
    wrong = browser.post(page, {**words, "body": "{nobody}"})
    assert wrong.status_code == 422
    assert "There is no placeholder {nobody}" in wrong.text
    assert browser.post(f"{page}standard/").status_code == 302
    assert not CouncilMail.objects.exists()
    told = ModelLogEntry.objects.filter(action__startswith="mail.").order_by("timestamp")
    assert [(entry.action, entry.data["after"]["subject"]) for entry in told] == [
        ("mail.words", "{person} is in"),
        ("mail.standard", "{person} joined {organisation}"),
    ]


def test_a_mail_that_is_not_there_is_not_found(alpha, officer, client_for):
    assert client_for(alpha, officer).get("/admin/mails/words/nothing/").status_code == 404
