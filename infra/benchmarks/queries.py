"""What families ask in the benchmarks, filled with postcodes and towns of the council that is asked."""

from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import urlencode

from infra.benchmarks.listings import Spot

Query = tuple[tuple[str, str], ...]

_WORDS: Final = (
    "autism", "swimming", "sleep", "speech therapy", "EHCP help", "short breaks", "respite weekends free",
    "autistic 6 year old who can't sleep", "SALT for toddler", "year 9 dyslexia tutor", "supported internship 16-25",
    "wheelchair swimming", "adhd teenager football", "child not talking at 3", "school refusal", "meltdowns help",
    "toilet training autism", "fussy eating", "deaf children sign language", "braille lessons", "travel training bus",
    "taxi to special school", "DLA form help", "nursery with makaton", "childminder special needs",
    "anxiety counselling", "holiday club one to one", "parents group coffee", "epilepsy nurse",
    "occupational therapy sensory", "physio cerebral palsy", "special school autism",
    "housing for young adults with learning disability",
    "drama group down syndrome", "my son has no friends and is lonely", "autsim asessment waiting list",
    "speach therapist", "swiming lesons disabled", "free activities saturday", "online support for parents",
    "bedwetting", "tourettes", "sensory room", "life skills college course",
)  # fmt: skip
_NEAR: Final = (
    "autism near {outcode}", "swimming {postcode}", "sleep help {postcode}", "football {outcode} 12 year old",
    "respite near {outcode}", "nursery {postcode}", "drama near {outcode}", "family hub {outcode}",
)  # fmt: skip
_WITH_POSTCODE: Final[tuple[dict[str, str], ...]] = (
    {"q": "autism"},
    {"q": "swimming", "radius": "5"},
    {"q": "sleep", "age": "6"},
    {"q": "speech and language", "need": "speech-language-communication", "age": "3"},
    {"need": "autism", "age": "9"},
    {"need": "adhd", "radius": "10"},
    {"need": "physical-disability", "sector": "leisure", "radius": "10"},
    {"topic": "short-breaks", "age": "12"},
    {"age": "4"},
    {"q": "clubs", "sector": "leisure", "day": "sat"},
    {"q": "therapy", "free": "yes"},
    {"q": "wheelchair", "accessibility": "hoist", "radius": "25"},
    {"need": "hearing", "sort": "distance"},
    {"q": "help", "sort": "distance", "radius": "3"},
    {"q": "support group", "delivery": "online"},
    {"sector": "education", "topic": "schools", "need": "autism"},
)


def families_queries(spots: Sequence[Spot]) -> Iterator[Query]:
    """68 different searches: half of them by words alone, half from somewhere in the council."""
    for number, words in enumerate(_WORDS):
        yield (("q", words), *((("postcode", _spot(spots, number).postcode),) if number % 4 == 0 else ()))
    for number, words in enumerate(_NEAR):
        postcode = _spot(spots, number + len(_WORDS)).postcode
        yield (("q", words.format(postcode=postcode, outcode=postcode.split(" ")[0])),)
    for number, parameters in enumerate(_WITH_POSTCODE):
        yield (("postcode", _spot(spots, 7 * number).postcode), *parameters.items())


def beginnings() -> Iterator[str]:
    """What stands in the search box while these words are typed: two, four and seven letters in."""
    yield from dict.fromkeys(words[:length].strip() for words in _WORDS for length in (2, 4, 7))


def query_string(query: Query) -> str:
    """A query as an address carries it."""
    return urlencode(query)


def _spot(spots: Sequence[Spot], number: int) -> Spot:
    return spots[(number * 97) % len(spots)]
