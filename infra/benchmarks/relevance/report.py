"""Asks every system every query, and says what came out. Imported once Django is set up."""

import json
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from django.db import connection

from infra.benchmarks.relevance.collection import TEXT_ONLY, Listing, has_open_data
from infra.benchmarks.relevance.judgements import Query, grades_of, queries
from infra.benchmarks.relevance.metrics import GOOD, mean, ndcg, reciprocal_rank
from infra.benchmarks.relevance.systems import OURS, systems
from infra.benchmarks.relevance.world import prepare
from infra.benchmarks.table import Table
from infra.local.supervisor import say
from tenants.councils.scope import council_scope

ENGINES: Final = dict(zip(("postgres", "elasticsearch"), OURS, strict=True))
COLUMNS: Final = (
    "search",
    "nDCG@10",
    "MRR",
    "no result",
    "nDCG@10, held out",
    "MRR, held out",
    "no result, held out",
    "nDCG@10, text only",
    "MRR, text only",
    "no result, text only",
)


@dataclass(frozen=True, slots=True)
class Answered:
    """A query, its grades among the listings that are there, and what each system showed first."""

    query: Query
    grades: Mapping[str, int]
    rankings: Mapping[str, Sequence[str]]


def text(arguments: Namespace) -> str:
    """What the arguments ask for: the table, each query's answers, or what isn't judged yet."""
    try:
        found = prepare()
        answered = _ask(found)
    finally:
        connection.close()
    table = Table(title="Judged relevance", columns=COLUMNS, rows=tuple(_rows(answered)), notes=tuple(_notes(answered)))
    if arguments.json:
        return json.dumps(asdict(table))
    if arguments.pool:
        return "\n".join(_unjudged(answered, found))
    if arguments.queries:
        return "\n".join((*_listing(answered, found, ENGINES[arguments.engine]), table.as_text()))
    return table.as_text()


def _ask(found: Mapping[str, Mapping[str, Listing]]) -> list[Answered]:
    """Every system's answer to every query that something there answers well."""
    answered = []
    for slug, listings in found.items():
        graded = [(query, grades_of(query, listings)) for query in queries() if query.council == slug]
        asked = [(query, grades) for query, grades in graded if max(grades.values(), default=0) >= GOOD]
        say(f"Asking {len(asked)} queries of {slug}")
        with council_scope(slug):
            each = systems(slug, listings)
            answered += [
                Answered(query, grades, {system.name: system.search(query) for system in each})
                for query, grades in asked
            ]
    return answered


def _rows(answered: Sequence[Answered]) -> list[tuple[str, ...]]:
    return [
        (name, *_scores(name, _tuned(answered)), *_scores(name, _held(answered)), *_scores(name, _text_only(answered)))
        for name in answered[0].rankings
    ]


def _scores(name: str, answered: Sequence[Answered]) -> tuple[str, str, str]:
    gains = [ndcg(each.rankings[name], each.grades) for each in answered]
    ranks = [reciprocal_rank(each.rankings[name], each.grades) for each in answered]
    empty = [float(not each.rankings[name]) for each in answered]
    return f"{mean(gains):.3f}", f"{mean(ranks):.3f}", f"{mean(empty):.1%}"


def _tuned(answered: Sequence[Answered]) -> list[Answered]:
    return [each for each in answered if not each.query.held_out and each.query.council != TEXT_ONLY.slug]


def _text_only(answered: Sequence[Answered]) -> list[Answered]:
    return [each for each in answered if each.query.council == TEXT_ONLY.slug]


def _held(answered: Sequence[Answered]) -> list[Answered]:
    return [each for each in answered if each.query.held_out]


def _notes(answered: Sequence[Answered]) -> list[str]:
    shown = [key not in each.grades for each in answered for ranking in each.rankings.values() for key in ranking]
    notes = [
        f"{len(answered)} queries, {len(_held(answered))} of them held out of tuning; "
        f"{mean([float(unjudged) for unjudged in shown]):.1%} of what is shown nobody judged: it counts as unwanted.",
        "The others get the words and the filters by age and need; where a family lives they can't use.",
    ]
    if not has_open_data():
        notes.append("The open data are not beside this checkout: the demo's listings alone were searched.")
    return notes


def _listing(answered: Sequence[Answered], found: Mapping[str, Mapping[str, Listing]], name: str) -> list[str]:
    """Our answer to every query that may be tuned on, worst first, and what it lacks."""
    tuned = [each for each in answered if not each.query.held_out]
    lines = []
    for each in sorted(tuned, key=lambda one: ndcg(one.rankings[name], one.grades)):
        ranking = each.rankings[name]
        score = ndcg(ranking, each.grades)
        given = ", ".join(f"{key}={value}" for key, value in each.query.parameters().items() if key != "q")
        lines.append(f"{score:.3f}  {each.query.key}: {each.query.words!r} {given}".rstrip())
        listings = found[each.query.council]
        lines += [f"    {each.grades.get(key, '?')}  {key}  {listings[key].name}" for key in ranking]
        missed = sorted((key for key, grade in each.grades.items() if grade >= GOOD and key not in ranking))
        lines += [f"    lacks {each.grades[key]}  {key}  {listings[key].name}" for key in missed]
    return [*lines, ""]


def _unjudged(answered: Sequence[Answered], found: Mapping[str, Mapping[str, Listing]]) -> list[str]:
    """What any system shows and nobody judged, by name, so that nothing tells whose result it is."""
    lines = []
    for each in answered:
        shown = {key for ranking in each.rankings.values() for key in ranking}
        listings = found[each.query.council]
        unknown = sorted(shown - set(each.grades), key=lambda key: listings[key].name)
        if unknown:
            lines.append(f"{each.query.key}: {each.query.words!r}")
            lines += [f"    {key}  {listings[key].name} | {listings[key].summary[:150]}" for key in unknown]
    return lines
