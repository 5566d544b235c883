"""Every mail of the platform: what it is for, its standard words, what may be put into them, and whether it can become
untrue while it waits.

A room registers its mails in its AppConfig's `ready`. Councils may have words of their own for each (`CouncilMail`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured

from tenants.mail.limits import Limits
from tenants.mail.placeholders import faults_in

_templates: "dict[str, MailTemplate]" = {}
_truths: "dict[str, Truth]" = {}
_topics: "dict[str, Topic]" = {}


class Holds(Enum):
    """What a value in a mail is, which says what is done to it before it is put in (`tenants.mail.values`).

    Nothing that a person chose is the council's own words: it is a NAME unless its placeholder says otherwise.
    """

    NAME = "a name or a few words, on one short line"
    SENTENCE = "a sentence of ours with names in it, on one line"
    NAMES = "names, one a line"
    LINES = "what a person wrote: lines, but no paragraphs"
    COUNCIL = "what an officer wrote: the council's own words"
    LINK = "an address of ours, made by `absolute_url`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeholder:
    """What `{name}` stands for in a mail, with a sample for previews (a path, for a link). A required one can't be
    taken out.

    When it may have nothing to say, give it a paragraph of its own: a paragraph with an empty value is left out.
    """

    what: str
    sample: str
    required: bool = False
    holds: Holds = Holds.NAME


def link_to(what: str, sample: str, *, required: bool = False) -> Placeholder:
    """A placeholder of an address of ours."""
    return Placeholder(what=what, sample=sample, required=required, holds=Holds.LINK)


GREETING: Final = Placeholder(what="“Hello” and the person's name, when we know it", sample="Hello Ann")
EVERYWHERE: Final = MappingProxyType(
    {
        "council": Placeholder(what="The council's name", sample="Milton Keynes City Council"),
        "council_phone": Placeholder(what="The council's helpline; may be empty", sample="01234 567890"),
    }
)
"""Placeholders of every mail, which the sender fills in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailTemplate:
    """One kind of mail. `subject` and `body` are the standard words, in plain text with `{placeholders}`."""

    name: str
    title: str
    description: str
    subject: str
    body: str
    placeholders: Mapping[str, Placeholder] = field(default_factory=dict)
    limits: Limits | None = None
    """For what people outside the council can have sent."""

    @property
    def known(self) -> dict[str, Placeholder]:
        """All that may be put into it."""
        return {**self.placeholders, **EVERYWHERE}

    @property
    def required(self) -> list[str]:
        """What its body can't be without."""
        return [name for name, each in self.placeholders.items() if each.required]


About = Mapping[str, Any]
"""What a mail tells of, as JSON has it: keys of rows, and what was so when it was owed."""
Check = Callable[[About], str]
"""Why a mail is no longer true, as a sentence for officers; empty while it is."""


@dataclass(frozen=True, slots=True)
class Lasting:
    """Says that a mail can't become untrue before it goes, and why not."""

    why: str


Truth = Check | Lasting


def register_template(template: MailTemplate, truth: Truth) -> None:
    """Add a mail with the check that is made when it leaves; again with the same name replaces it.

    Raises ImproperlyConfigured for words that can't be used.
    """
    faults = [
        *faults_in(template.subject, known=template.known),
        *faults_in(template.body, known=template.known, required=template.required),
    ]
    if faults:
        raise ImproperlyConfigured(f"Mail {template.name}: {' '.join(faults)}")
    _templates[template.name] = template
    _truths[template.name] = truth


def template_of(name: str) -> MailTemplate:
    """The mail of this name. Raises KeyError."""
    return _templates[name]


def truth_of(name: str) -> Truth:
    """How a mail of this name is known to be still true. Raises KeyError."""
    return _truths[name]


def every_template() -> list[MailTemplate]:
    """All mails by title."""
    return sorted(_templates.values(), key=lambda template: template.title)


@dataclass(frozen=True, slots=True)
class Topic:
    """A kind of mail that people may turn off: what it is ("the weekly list of …"), and what happens without it."""

    code: str
    title: str
    without: str


def register_topic(topic: Topic) -> None:
    """Add a kind of mail; again with the same code replaces it."""
    _topics[topic.code] = topic


def topic_of(code: str) -> Topic:
    """The kind of mail with this code. Raises KeyError for one that was never registered."""
    return _topics[code]


def greeting(name: str) -> str:
    """The value of `{greeting}` for a person, who may have given no name."""
    return f"Hello {name}" if name else "Hello"
