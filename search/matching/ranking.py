"""How results are ordered: every weight, with its reason. Both engines add up exactly these, so they order alike.

Words are worth the best field that holds them, not how often: a long description doesn't outweigh a good name.
All weights but the one for distance are multiples of a quarter, so that both engines' sums are exact.
"""

from typing import Final, NamedTuple

from search.documents import SearchDocument


class FieldWeight(NamedTuple):
    """What a word found in a field is worth. `label` is PostgreSQL's letter for the field."""

    field: str
    label: str
    points: int


FIELDS: Final = (
    FieldWeight("name", "A", 8),  # a service named after what is asked for is nearly always meant
    FieldWeight("labels", "B", 5),  # its needs, topics and organisation: chosen by people, so trustworthy
    FieldWeight("summary", "C", 3),  # what it says of itself in one sentence
    FieldWeight("description", "D", 1),  # mentioned somewhere: better than nothing
)
UNCODED: Final = (
    6.0  # more for words of what no code stands for: else a thing asked for counts less than the need beside it
)
OWN_CODE: Final = 6.0  # listed for exactly this need: above a word in a label, below the name
TOPIC_CODE: Final = 4.0  # listed under this topic or as this kind of setting: wider than a need, so worth less
RELATED_CODE: Final = 4.0  # listed for a broader or narrower need
ALL_SEND_CODE: Final = 2.0  # open to any child with SEND: helps, but after those made for the need
SECOND: Final = 0.25  # share of the lesser of a term's words and codes: listed for it and saying so beats listed only

SAID_IN_NAME: Final = 10.0  # its name has the very word that was typed: an organisation or kind of club is meant
SAID: Final = 8.0  # says the very word: “braille” beats other help with sight, though it be listed under nothing
HINT_IN_NAME: Final = 8.0  # its name has an ordinary word that was typed beside what was understood
HINT: Final = 4.0  # has such a word somewhere
NAMED: Final = 12.0  # all that was typed stands in its name in the same order: it was asked for by name
AKIN: Final = 3.0  # of the same kind as what was asked for: less than being listed as just that
ALL_TERMS: Final = 6.0  # has all that was asked for: above one that has a part of it in its name
BEST_BET: Final = 100.0  # the council's officers chose it for these words; each place further up is worth as much again

TYPED: Final = 1.25  # a word that was typed, for each unit of its rarity (Rarity.of): what few have tells more
TYPED_IN_NAME: Final = 1.5  # times that in the name
USUAL_RARITY: Final = 5.0  # of a word that one listing in 150 has: it counts as it is
LEAST_RARE: Final = 0.375  # share of its points that the commonest word keeps
MOST_RARE: Final = 1.25  # and the rarest gets

MEANING: Final = 4.0  # each standard deviation that its meaning is nearer to the search's than is usual
MEANT_FROM: Final = 1.0  # from so many on
MOST_MEANT: Final = 100  # documents get such points at most
SPEAKS_OF: Final = 4.0  # its own words speak of the need or topic, though it is listed under none
MOST_WORTH: Final = 200  # documents with points for either are told to the engines at most
FOUND_FROM: Final = 2.0  # standard deviations above which it is found for its meaning, where words find few
MOST_FOUND: Final = 20  # documents are found so

AGE_FITS: Final = 12.0  # says that it takes this age: one for adults must not stand above it for a word more
AGE_UNSAID: Final = 7.0  # may take this age: before those that say they don't
WISH: Final = 2.0  # each thing wished for in words (free, online, Saturday) that it has

NEAR: Final = 6.0  # at no distance: as good as being listed for the need
NEAR_HALVES_MILES: Final = 5.0  # a drive of ten minutes or two buses halves it
TRAVELS: Final = {
    "local": 4.0,  # comes home, or is online or by phone: as good as three miles away
    "council": 4.0,  # for the whole council area wherever its office is
    "region": 3.5,  # knows the wider area, not the neighbourhood
    "national": 3.0,  # fairly beside a place seven miles away
}

FRESH: Final = 2.0  # checked lately: stale listings come later
OPEN_NOW: Final = 2.0  # temporarily closed ones come later
FOR_HOME: Final = 20.0  # open to the family's own area: one for other areas' families alone comes after all that help
NOT_OLDER: Final = 6.0  # not about older people alone, unless these were asked for: this offer is for 0 to 25
FOR_FAMILIES: Final = 4.0  # for families, not for schools' staff, unless these were asked for
IN_AREA: Final = 1.0  # families look first at their own council's
COMPLETE: Final = 0.25  # each question that a family asks and the listing answers (completeness_of)


def word_points(weight: FieldWeight, *, coded: bool) -> float:
    """What a term's words are worth in a field; `coded` where the term has codes, too."""
    return weight.points if coded else weight.points + UNCODED


def completeness_of(document: SearchDocument) -> int:
    """How many of six questions it answers: what, for whom, what age, at what cost, how to get in, whom to ask."""
    return sum(
        (
            bool(document.summary),
            bool(document.needs),
            document.age_min is not None or document.age_max is not None,
            document.free is not None or bool(document.cost),
            bool(document.how_to_access or document.referral),
            bool(document.phone),
        )
    )
