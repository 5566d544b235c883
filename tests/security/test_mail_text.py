"""Whatever people call themselves and write, nothing in a mail of the council's becomes a link but an address of ours.

Every kind of mail is filled with every bait, and what leaves is read as a mail program reads it. A new kind is attacked
by itself; one that takes what a person chose for the council's own words fails here.
"""

import email
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser

import pytest

from tenants.councils.links import absolute_url
from tenants.mail.messages import council_message
from tenants.mail.selectors import render_words, samples_of, words_of
from tenants.mail.templates import Holds, MailTemplate, every_template
from tests.security.bait import BAIT, links_in

pytestmark = pytest.mark.django_db

COUNCILS_OWN = {
    ("from-council", "message"),
    ("from-council", "subject"),
    ("claim-declined", "reason"),
    ("council-edited", "reason"),
    ("message-to-provider", "message"),
    ("review-approved", "reason"),
    ("review-changes-asked", "fields"),
    ("review-changes-asked", "reason"),
    ("review-edited", "reason"),
    ("review-rejected", "reason"),
    ("review-words-taken-down", "reason"),
    ("suggestion-declined", "reason"),
}
"""What an officer writes, who speaks for the council: their words may name an address, which we make no link of."""
NOTHING_CHOSEN = {"account-exists", "account-new-password", "account-unknown", "comment-answered", "comment-concern"}
"""Mails with no value but our own links."""
KINDS = [template.name for template in every_template()]
UNTRUSTED = {Holds.NAME, Holds.NAMES, Holds.SENTENCE, Holds.LINES}
SENT_BY_US = ("From", "To", "Reply-To")
LINK = "/provider/?of=mails"


def _template(name: str) -> MailTemplate:
    return next(each for each in every_template() if each.name == name)


def _sent(template: MailTemplate, holds: set[Holds], words: str) -> EmailMessage:
    """The mail as it leaves, with `words` for all that holds such values."""
    chosen = {name: words for name, each in template.placeholders.items() if each.holds in holds}
    links = {name: absolute_url(LINK) for name, each in template.placeholders.items() if each.holds is Holds.LINK}
    mail = render_words(template, words_of(template), {**samples_of(template), **links, **chosen})
    message = council_message(to="nia@example.org", subject=mail.subject, text=mail.text, html=mail.html)
    return email.message_from_bytes(message.message().as_bytes(), policy=default)  # type: ignore[return-value]


class _Page(HTMLParser):
    """The links of a page, all that a browser would load or open, and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.words: list[str] = []
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [
            value or "" for name, value in attrs if name in {"href", "src", "action", "srcset", "background"}
        ]
        self.words += [] if tag in {"span", "a"} else ["\n"]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _part(message: EmailMessage, content_type: str) -> str:
    (part,) = (part for part in message.walk() if part.get_content_type() == content_type)
    return str(part.get_content())


@pytest.mark.parametrize("kind", KINDS)
def test_no_value_makes_a_link_a_paragraph_or_a_header(alpha, kind):
    plain = _sent(_template(kind), UNTRUSTED, "Nia")
    for bait, words in BAIT.items():
        message = _sent(_template(kind), UNTRUSTED, words)
        _has_only_our_links(message, bait)
        assert list(message) == list(plain), bait
        assert [message[name] for name in SENT_BY_US] == [plain[name] for name in SENT_BY_US], bait
        for part, end in (("text/plain", "\n\n"), ("text/html", "<p")):
            assert _part(message, part).count(end) <= _part(plain, part).count(end), bait
        assert "\n" not in str(message["Subject"]), bait


def _has_only_our_links(message: EmailMessage, bait: str) -> None:
    page = _Page(_part(message, "text/html"))
    for shown in (_part(message, "text/plain"), "".join(page.words), str(message["Subject"])):
        assert links_in(shown.replace(absolute_url(LINK), " ")) == [], bait
    assert set(page.links) <= {absolute_url(LINK)}, bait
    assert page.tags <= {"html", "head", "meta", "title", "body", "div", "p", "span", "br", "a"}, bait


@pytest.mark.parametrize(("kind", "placeholder"), sorted(COUNCILS_OWN))
def test_even_an_officers_words_become_no_link_of_ours(alpha, kind, placeholder):
    plain = _sent(_template(kind), {Holds.COUNCIL}, "Ann")
    for bait, words in BAIT.items():
        message = _sent(_template(kind), {Holds.COUNCIL}, words)
        assert set(_Page(_part(message, "text/html")).links) <= {absolute_url(LINK)}, bait
        assert list(message) == list(plain), bait


def test_what_is_taken_for_the_councils_own_words_is_named_here():
    taken = {
        (template.name, name)
        for template in every_template()
        for name, each in template.placeholders.items()
        if each.holds is Holds.COUNCIL
    }
    assert taken == COUNCILS_OWN


def test_every_other_kind_of_mail_is_attacked():
    attacked = {
        template.name
        for template in every_template()
        if any(each.holds in UNTRUSTED for each in template.placeholders.values())
    }
    assert set(KINDS) - attacked == NOTHING_CHOSEN


@pytest.mark.parametrize("bait", sorted(BAIT))
def test_a_link_is_never_what_somebody_typed(alpha, bait):
    template = _template("joined")
    with pytest.raises(ValueError, match="council's own"):
        render_words(template, words_of(template), {**samples_of(template), "link": BAIT[bait]})


@pytest.mark.parametrize("bait", ["phone", "phone abroad", "phone in other digits"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_name_is_a_number_to_call(alpha, kind, bait):
    message = _sent(_template(kind), UNTRUSTED - {Holds.LINES}, BAIT[bait])
    for content in (str(message["Subject"]), _part(message, "text/plain"), _part(message, "text/html")):
        assert "4567" not in content
        assert "٤٥٦٧" not in content
