"""The demo's councils. Telephone numbers come from the ranges Ofcom keeps for drama; nobody answers them."""

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from django.conf import settings

DATA: Final = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Branding:
    """What a council's pages show of it."""

    colour: str
    accent: str
    strapline: str
    phone: str
    email: str
    address: str
    safeguarding_name: str
    safeguarding_phone: str
    safeguarding_out_of_hours: str
    short_name: str
    hours: str
    text_relay: str
    foot_links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """The listings that show the review and the desk's lists at work.

    The provider owns the organisations of all of `owned`; `submitted` and `given_back` are of them. `other` is another
    provider's, and somebody new registers it again. The organisation of `claimed` is asked for.
    """

    owned: tuple[str, str, str]
    other: str
    submitted: str
    new_how_to_access: str
    remark: str
    given_back: str
    new_sentence: str
    reason: str
    claimed: str
    closed: str
    closed_note: str
    broken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoCouncil:
    """A council of the demo."""

    slug: str
    name: str
    gss_code: str
    branding: Branding
    example: Example = field(repr=False)

    @property
    def host(self) -> str:
        """Its address, under the platform's own."""
        return f"{self.slug}.{settings.PLATFORM_HOST}"

    @property
    def listings(self) -> Path:
        """Its listings, as a listing CSV."""
        return DATA / f"{self.slug}.csv"

    def details(self) -> dict[str, Any]:
        """What `create_council` takes."""
        return {
            "slug": self.slug,
            "name": self.name,
            "domain": self.host,
            "gss_codes": [self.gss_code],
            **asdict(self.branding),
        }


COUNCILS: Final = (
    DemoCouncil(
        slug="milton-keynes",
        name="Milton Keynes City Council",
        gss_code="E06000042",
        branding=Branding(
            colour="#0b5351",
            accent="#eaf4f1",
            strapline="Help for children and young people with SEND in Milton Keynes, from birth to 25",
            phone="01632 960100",
            email="localoffer@milton-keynes.example",
            address="SEND Local Offer, 1 Example Boulevard, Milton Keynes",
            safeguarding_name="Milton Keynes children's safeguarding team",
            safeguarding_phone="01632 960101",
            safeguarding_out_of_hours="01632 960102",
            short_name="Milton Keynes",
            hours="Monday to Friday, 9am to 5pm",
            text_relay="18001 01632 960100",
            foot_links=(("Milton Keynes website", "https://milton-keynes.example/"),),
        ),
        example=Example(
            owned=("mk-002", "mk-003", "mk-010"),
            other="mk-004",
            submitted="mk-003",
            new_how_to_access="Book online or phone us. Your first swim is free, on the first Sunday of any month.",
            remark="I asked them: the free swim is there to stay.",
            given_back="mk-010",
            new_sentence="We now run a second group, for teenagers, on Thursdays.",
            reason="Thank you. Please say which ages the new teenagers' group is for, and where it meets.",
            claimed="mk-011",
            closed="mk-027",
            closed_note="Our room has a leak. We meet again from February. Phone us until then, we are there.",
            broken="mk-021",
        ),
    ),
    DemoCouncil(
        slug="buckinghamshire",
        name="Buckinghamshire Council",
        gss_code="E06000060",
        branding=Branding(
            colour="#5b2a63",
            accent="#f5eff6",
            strapline="Support for children and young people with SEND across Buckinghamshire, from birth to 25",
            phone="01632 960200",
            email="localoffer@buckinghamshire.example",
            address="SEND Local Offer, 2 Example Street, Aylesbury",
            safeguarding_name="Buckinghamshire children's safeguarding team",
            safeguarding_phone="01632 960201",
            safeguarding_out_of_hours="01632 960202",
            short_name="Buckinghamshire",
            hours="Monday to Friday, 9am to 5pm",
            text_relay="18001 01632 960200",
            foot_links=(("Buckinghamshire website", "https://buckinghamshire.example/"),),
        ),
        example=Example(
            owned=("bu-002", "bu-010", "bu-042"),
            other="bu-003",
            submitted="bu-042",
            new_how_to_access="Phone the stables to visit. Your child can meet the ponies before you decide.",
            remark="I visited them in spring, and this is how they do it.",
            given_back="bu-010",
            new_sentence="We now run an extra sibling day in the October half term.",
            reason="Thank you. Please add the date of the October day and what it costs.",
            claimed="bu-011",
            closed="bu-003",
            closed_note="The pool's boiler is being mended. We hope to open again in February.",
            broken="bu-034",
        ),
    ),
    DemoCouncil(
        slug="trafford",
        name="Trafford Council",
        gss_code="E08000009",
        branding=Branding(
            colour="#9c1f3b",
            accent="#fbf0f2",
            strapline="What there is for children and young people with SEND in Trafford, from birth to 25",
            phone="01632 960300",
            email="localoffer@trafford.example",
            address="SEND Local Offer, 3 Example Road, Stretford",
            safeguarding_name="Trafford children's safeguarding team",
            safeguarding_phone="01632 960301",
            safeguarding_out_of_hours="01632 960302",
            short_name="Trafford",
            hours="Monday to Friday, 9am to 5pm",
            text_relay="18001 01632 960300",
            foot_links=(("Trafford website", "https://trafford.example/"),),
        ),
        example=Example(
            owned=("tr-003", "tr-044", "tr-045"),
            other="tr-012",
            submitted="tr-045",
            new_how_to_access="E-mail us or just come along. The first session is free, and parents can stay.",
            remark="Does the free session count for the sibling too? I will ask.",
            given_back="tr-003",
            new_sentence="We now have a Saturday squad for beginners.",
            reason="Thank you. Please say from which age children can join the Saturday squad.",
            claimed="tr-038",
            closed="tr-012",
            closed_note="The pitch is too wet. We start again in February.",
            broken="tr-037",
        ),
    ),
)
