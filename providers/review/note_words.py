"""What in a short text that goes live without review should be looked at first: names, links and ways to reach people.

Stricter than `sensitive_words`, as nobody reads these words before families do. What is found makes them wait; nothing
is refused by it.
"""

import re
from collections.abc import Iterator
from typing import Final

from phonenumbers import Leniency, PhoneNumberMatcher

from providers.listings.models import Service
from providers.review.sensitive_words import findings_in

SHORTEST_NUMBER: Final = 7
"""Digits: a year or a price has fewer."""
_LINK: Final = re.compile(
    r"(?:https?:|www\.)\S+|\b(?:[\w-]+\.)+(?:app|biz|com|eu|gl|info|io|link|ly|me|net|org|site|uk)\b(?:/\S*)?",
    re.IGNORECASE,
)
_MAIL: Final = re.compile(r"[\w.+-]+ ?@ ?[\w-]+(?:\.[\w-]+)*")
_CAPITAL: Final = r"[A-Z][a-zà-ÿ]+(?:[-’'][A-Z][a-zà-ÿ]+)*"
_NAME: Final = re.compile(rf"\b{_CAPITAL}(?: {_CAPITAL})*")
_TITLE: Final = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir)\.? {_CAPITAL}")
_STARTS: Final = re.compile(r"(?:^|[.!?:;•\n(“\"-])\s*$")
_SOMEBODY: Final = re.compile(r" (?:is|was|has|had|and|will|who|can|leads|runs|left)\b|[’']s\b", re.IGNORECASE)
_NO_NAMES: Final = frozenset(
    """january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday christmas easter ramadan eid diwali hanukkah vaisakhi bank holiday holidays spring
    summer autumn winter term england english wales british ofsted send senco nhs gp local offer council zoom teams i we
    you they he she it this that there here who what everyone everybody nobody somebody staff""".split()  # noqa: SIM905
)


def why_to_look(text: str, known: str = "") -> tuple[str, ...]:
    """What an officer should look at in words that are said without review, in sentences; empty for nothing.

    `known` is text that families read already, such as the listing's own name: names in it are no news.
    """
    return tuple(dict.fromkeys(_found(text, frozenset(_words(known)) | _NO_NAMES)))


def known_words(service: Service) -> str:
    """What families read on a service's page anyway; nothing before its first approval."""
    if not service.live:
        return ""
    places = [place.address for place in service.service_at_locations.all()]
    return " ".join([service.name, service.organisation.name, *places])


def _found(text: str, known: frozenset[str]) -> Iterator[str]:
    for finding in findings_in(text):
        yield f"“{finding.words}” is personal." if finding.is_personal else f"“{finding.words}” is rude."
    for mail in _MAIL.findall(text):
        yield f"“{mail}” is an e-mail address."
    for link in _LINK.findall(_MAIL.sub(" ", text)):
        yield f"“{link}” is a link."
    for match in PhoneNumberMatcher(text, "GB", leniency=Leniency.POSSIBLE):
        if sum(letter.isdigit() for letter in match.raw_string) >= SHORTEST_NUMBER:
            yield f"“{match.raw_string}” is a phone number."
    for title in _TITLE.findall(text):
        yield f"“{title}” is somebody’s name."
    for name in _NAME.finditer(_TITLE.sub(" ", text)):
        if _is_name(name, known):
            yield f"“{name[0]}” may be somebody’s name."


def _is_name(found: "re.Match[str]", known: frozenset[str]) -> bool:
    """Whether capitals stand for somebody: every sentence starts with one, and months and the listing have them too."""
    words = _words(found[0])
    strange = [word for word in words if word not in known]
    if not _STARTS.search(found.string[: found.start()]):
        return bool(strange)
    if len(words) > 1:
        return bool(set(words[1:]) & set(strange))
    somebody = _SOMEBODY.match(found.string[found.end() :])
    return bool(strange) and somebody is not None and not words[0].endswith("ing")


def _words(text: str) -> list[str]:
    return re.findall(r"[a-zà-ÿ]+(?:[-’'][a-zà-ÿ]+)*", text.lower())
