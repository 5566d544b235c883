"""Synthetic listings: like real ones in length and spread, the same for the same seed, and nobody's in truth."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final
from uuid import UUID

from infra.benchmarks.wording import KINDS, NAMES, SENTENCES, Kind
from search import vocabulary
from search.documents import Place, SearchDocument

SEED: Final = 20_260_101
TODAY: Final = date(2026, 1, 1)
ALL_NEEDS: Final = tuple(term.code for term in vocabulary.NEEDS if term.code not in {vocabulary.ALL_SEND, "other"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A postcode and its point: where a synthetic listing may be."""

    postcode: str
    latitude: float
    longitude: float


def documents(
    count: int, *, spots: Sequence[Spot], labels: Mapping[str, str], seed: int = SEED
) -> Iterator[SearchDocument]:
    """So many listings around the spots. `labels` has what needs and topics are called, by code."""
    chance = Random(seed)  # noqa: S311 (for the same listings in every run)
    for number in range(count):
        yield _document(number, chance, spots, labels)


def _document(number: int, chance: Random, spots: Sequence[Spot], labels: Mapping[str, str]) -> SearchDocument:
    kind = chance.choice(KINDS)
    needs = _needs(kind, chance)
    place_name = chance.choice(NAMES)
    uuid = str(UUID(int=chance.getrandbits(128), version=4))
    age_min, age_max = chance.choice(kind.ages)
    referral = tuple(sorted(chance.sample(tuple(vocabulary.REFERRAL), chance.choice((1, 1, 2)))))
    return SearchDocument(
        key=f"service:{uuid}",
        kind="service",
        uuid=uuid,
        name=f"{place_name} {kind.name} (synthetic {number})",
        url=f"/services/{uuid}/",
        summary=f"{chance.choice(kind.summaries)} In and around {place_name}.",
        description="\n\n".join(chance.sample((*kind.sentences, *SENTENCES), chance.randint(4, 9))),
        organisation=f"Synthetic {place_name} {chance.choice(('Trust', 'Council', 'Centre', 'Association', 'Team'))}",
        organisation_kind=chance.choice(tuple(vocabulary.ORGANISATION_KIND)),
        setting_type=kind.setting,
        sectors=kind.sectors,
        tier=chance.choice(tuple(vocabulary.TIER)),
        needs=needs,
        needs_answered=needs,
        topics=kind.topics,
        labels=tuple(labels[code] for code in (*needs, *kind.topics) if code in labels),
        audience=("families",) if chance.random() < 0.8 else ("families", "young-people"),
        age_min=age_min,
        age_max=age_max,
        reach=chance.choices(tuple(vocabulary.REACH), (70, 22, 4, 4))[0],
        delivery=kind.delivery,
        referral=referral,
        accessibility=tuple(chance.sample(tuple(vocabulary.ACCESSIBILITY), chance.randint(0, 4))),
        free=chance.choice((True, True, False, None)),
        personal_budget=chance.random() < 0.2,
        cost=chance.choice(("", "Free", "From £4 a session")),
        how_to_access=chance.choice(("", "Phone or e-mail the team.", "Ask your school or GP to refer you.")),
        places=tuple(_place(chance, spots) for _ in range(chance.choices((0, 1, 2, 3), (10, 70, 14, 6))[0])),
        open_days=tuple(day for day in vocabulary.DAY if chance.random() < 0.4),
        phone="01632 960000",
        temporarily_closed=chance.random() < 0.02,
        stale=chance.random() < 0.1,
        last_assured=TODAY - timedelta(days=chance.randint(0, 500)),
        updated=TODAY - timedelta(days=chance.randint(0, 500)),
    )


def _needs(kind: Kind, chance: Random) -> tuple[str, ...]:
    """Open to any need, for the kind's usual ones, or now and then for one nobody would guess."""
    if chance.random() < 0.2:
        return (vocabulary.ALL_SEND,)
    usual = set(chance.sample(kind.needs, min(len(kind.needs), chance.randint(1, 3))))
    if chance.random() < 0.2:
        usual.add(chance.choice(ALL_NEEDS))
    return tuple(code for code in ALL_NEEDS if code in usual)


def _place(chance: Random, spots: Sequence[Spot]) -> Place:
    spot = chance.choice(spots)
    return Place(
        uuid=str(UUID(int=chance.getrandbits(128), version=4)),
        label=f"Example Street, {spot.postcode}",
        latitude=spot.latitude,
        longitude=spot.longitude,
        out_of_area=chance.random() < 0.03,
        accessibility=tuple(chance.sample(tuple(vocabulary.ACCESSIBILITY), chance.randint(0, 3))),
    )
