"""Who helps at once, by kind of danger: by phone, and for those who can't phone or aren't safe to talk.

What is said here of each service is all that pages and the API say of it, so that a number is put right in one place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from search.understanding.danger import CHILD, FORCED, MEDICAL, MISSING, PARTNER, SEXUAL, SUICIDE, UNSAFE, read_danger
from tenants.councils.models import Council
from tenants.text.phones import dialled

LEAVE_ADDRESS: Final = "https://www.bbc.co.uk/weather"
"""A page that tells nobody what was read before it."""
_HARM_BY_OTHERS: Final = frozenset({CHILD, PARTNER, SEXUAL, FORCED, UNSAFE})
_OF_CHILDREN: Final = frozenset({CHILD, SEXUAL, FORCED, MISSING, UNSAFE})
"""Those in which a council's own numbers come first."""
_ANY_BUT_MEDICAL: Final = frozenset({SUICIDE, MISSING}) | _HARM_BY_OTHERS
_ALL: Final = frozenset({MEDICAL}) | _ANY_BUT_MEDICAL


@dataclass(frozen=True, slots=True)
class Way:
    """One way to get help: what to do, with `{link}` where the link stands, and the link's words and address."""

    kinds: frozenset[str]
    sentence: str
    link: str
    address: str

    @property
    def before(self) -> str:
        """The words before the link."""
        return self.sentence.partition("{link}")[0]

    @property
    def after(self) -> str:
        """The words after the link."""
        return self.sentence.partition("{link}")[2]

    @property
    def text(self) -> str:
        """The whole sentence."""
        return self.sentence.replace("{link}", self.link)


@dataclass(frozen=True, slots=True)
class UrgentHelp:
    """What to show before all results: whom to call, other ways, and whether the page can be left at once."""

    call: tuple[Way, ...]
    silent: tuple[Way, ...]
    may_be_watched: bool
    """Whether somebody at home may be the danger: the page then has a way to leave it at once."""

    @property
    def leave_address(self) -> str:
        """Where leaving the page goes."""
        return LEAVE_ADDRESS


def _phone(kinds: set[str] | frozenset[str], sentence: str, number: str) -> Way:
    return Way(frozenset(kinds), sentence, number, f"tel:{dialled(number)}")


CALL: Final = (
    _phone(_ALL, "Call {link} now if a life is at risk or somebody is being hurt.", "999"),
    _phone({SUICIDE}, "In a mental health crisis call {link} and choose option 2, day or night.", "111"),
    _phone({MEDICAL}, "For urgent medical help that can’t wait for a GP, call {link}.", "111"),
    _phone({PARTNER}, "National Domestic Abuse Helpline: {link}, free, day or night.", "0808 2000 247"),
    _phone({PARTNER}, "Men’s Advice Line: {link}, free.", "0808 801 0327"),
    _phone({SEXUAL}, "Rape and Sexual Abuse Support Line: {link}, free, day or night, from 16.", "0808 500 2222"),
    _phone({FORCED}, "Forced Marriage Unit: {link}.", "020 7008 0151"),
    _phone({FORCED}, "Karma Nirvana, about honour-based abuse: {link}, free.", "0800 5999 247"),
    _phone({FORCED}, "NSPCC, about female genital mutilation: {link}, free.", "0800 028 3550"),
    _phone({FORCED}, "Modern Slavery and Exploitation Helpline: {link}, free.", "08000 121 700"),
    _phone({MISSING}, "Somebody is missing: tell the police, {link} if they may be in danger.", "999"),
    _phone({MISSING}, "Missing People, if you are away from home or somebody is missing: {link}, free.", "116 000"),
    _phone({CHILD, SEXUAL}, "Adults worried about a child can call the NSPCC: {link}, free.", "0808 800 5000"),
    _phone({SUICIDE, UNSAFE}, "To talk to somebody, call Samaritans: {link}, free, day or night.", "116 123"),
    _phone({SUICIDE}, "Papyrus HOPELINE247, under 35: {link}, free, day or night.", "0800 068 4141"),
    _phone(_ANY_BUT_MEDICAL, "Under 19? Call Childline: {link}, free, day or night.", "0800 1111"),
)
SILENT: Final = (
    Way(_ALL, "Can’t speak? Call {link} from a mobile and press 55 when you are asked.", "999", "tel:999"),
    Way(_ALL, "In British Sign Language: {link}.", "999 BSL", "https://999bsl.co.uk/"),
    Way(
        _ALL,
        "By text: {link}, if your phone is registered for emergencySMS. To register, text the word register to 999.",
        "text 999",
        "sms:999",
    ),
    Way(
        _ANY_BUT_MEDICAL - {MISSING},
        "Shout, day or night: {link}, free.",
        "text SHOUT to 85258",
        "sms:85258?body=SHOUT",
    ),
    Way(frozenset({SUICIDE}), "Papyrus, under 35: {link}, free.", "text 88247", "sms:88247"),
    Way(frozenset({MISSING}), "Missing People: {link}, free.", "text 116 000", "sms:116000"),
    Way(
        frozenset({PARTNER}),
        "National Domestic Abuse Helpline: {link}.",
        "chat online about abuse",
        "https://www.nationaldahelpline.org.uk/",
    ),
    Way(
        frozenset({SEXUAL}),
        "Rape and Sexual Abuse Support Line: {link}.",
        "chat online with a supporter",
        "https://247sexualabusesupport.org.uk/",
    ),
    Way(
        _ANY_BUT_MEDICAL,
        "Under 19? {link}.",
        "Chat online with Childline",
        "https://www.childline.org.uk/get-support/1-2-1-counsellor-chat/",
    ),
    Way(frozenset({MEDICAL}), "Not an emergency? {link}.", "NHS 111 online", "https://111.nhs.uk/"),
)


def urgent_help(words: str, council: Council | None) -> UrgentHelp | None:
    """The help for the words of a search, a council's own numbers among it; None where they speak of no danger."""
    kinds = read_danger(words).kinds
    if not kinds:
        return None
    emergency, *others = (way for way in CALL if way.kinds & kinds)
    own = tuple(_of_council(council, kinds))
    return UrgentHelp(
        call=(emergency, *own, *others) if kinds & _OF_CHILDREN else (emergency, *others, *own),
        silent=tuple(way for way in SILENT if way.kinds & kinds),
        may_be_watched=bool(kinds & _HARM_BY_OTHERS),
    )


def _of_council(council: Council | None, kinds: frozenset[str]) -> Iterator[Way]:
    """The council's own, where a child may be at risk: by day, and out of hours."""
    if council is None or not kinds & _ANY_BUT_MEDICAL:
        return
    name = council.safeguarding_name or "children’s services"
    if council.safeguarding_phone:
        yield _phone(_ANY_BUT_MEDICAL, f"A child is not safe? Call {name}: {{link}}.", council.safeguarding_phone)
    if council.safeguarding_out_of_hours:
        sentence = "In the evening, at night and at weekends: {link}."
        yield _phone(_ANY_BUT_MEDICAL, sentence, council.safeguarding_out_of_hours)
