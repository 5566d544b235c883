"""What a council knows, without a database: the platform's own labels and a few places."""

from search import vocabulary
from search.findings import Located
from search.matching.distance import Point
from search.places.errors import PlaceProblem
from search.places.postcodes import is_postcode, normalise
from search.understanding.reader import CouncilContext, Understanding, read_words

POINT = Point(latitude=52.0, longitude=-0.7)
LABELS = {
    "need": {term.code: term.label for term in vocabulary.NEEDS},
    "topic": {term.code: term.label for term in vocabulary.TOPICS},
}
PLACES = {
    name.lower(): Located(label=name, start=name, point=POINT, precision="place")
    for name in ("Bletchley", "Stony Stratford", "Milton Keynes", "Newport Pagnell", "Wolverton", "Sale", "Park")
}


def locate(code: str) -> Located:
    if code.startswith("ZE"):
        raise PlaceProblem(f"We don't know the postcode {code}.")
    label = normalise(code) if is_postcode(code) else code
    return Located(label=label, start=label, point=POINT, precision="postcode")


CONTEXT = CouncilContext(
    labels=LABELS,
    find_places=lambda keys: {key: PLACES[key] for key in keys if key in PLACES},
    locate=locate,
    own_names=frozenset({"alpha council", "alpha"}),
)


def read(words: str, *ignore: str, labels=LABELS) -> Understanding:
    context = CouncilContext(labels, CONTEXT.find_places, locate, CONTEXT.own_names)
    return read_words(words, context, frozenset(ignore))


def chips(words: str, *ignore: str) -> set[str]:
    return {f"{chip.kind}:{chip.value}" for chip in read(words, *ignore).chips}
