"""Both ages of a listing where one cell says both: `5-11` in the column of the youngest, `Under 11's` in the other."""

from dataclasses import replace
from typing import Final

from providers.imports.incoming import IncomingValue, Values
from providers.imports.listing_csv.cells import OLDEST
from tenants.text.ages import AgeRange, read_age_range
from tenants.text.errors import BadText

AGES: Final = ("age_min", "age_max")
_OLD: Final = f"Above {OLDEST}: kept as given, but families' search stops at {OLDEST}."
_DIFFERENT: Final = (
    "“{cell}” also says {word}, and the other column says {other}: the column counts. Look which is right."
)


def with_both_ages(values: Values) -> Values:
    """`values` with a range read where an age couldn't be. What the other column says by itself counts, with a note; so
    has an age above those that families can ask for."""
    given = {column: values[column] for column in AGES if column in values}
    ranges = {column: found for column, each in given.items() if (found := _range_in(each))}
    filled = {
        **values,
        **{column: replace(each, notes=(*each.notes, *_notes(each.value))) for column, each in given.items()},
    }
    for column, ages in ranges.items():
        own, other = AGES.index(column), AGES[1 - AGES.index(column)]
        filled[column] = _value(values[column].text, ages[own])
        beside = values.get(other)
        if beside is None or (beside.value is None and not beside.problem):
            filled[other] = _value("" if ages[1 - own] is None else str(ages[1 - own]), ages[1 - own])
        elif other not in ranges and not beside.problem and beside.value != ages[1 - own]:
            note = _DIFFERENT.format(cell=values[column].text.strip(), word=_words(ages), other=beside.value)
            filled[column] = replace(filled[column], notes=(*filled[column].notes, note))
    return filled


def _range_in(given: IncomingValue) -> AgeRange | None:
    """The range in a cell that is no single age."""
    if not given.problem:
        return None
    try:
        return read_age_range(given.text)
    except BadText:
        return None


def _value(text: str, age: int | None) -> IncomingValue:
    return IncomingValue(text, age, notes=_notes(age))


def _notes(age: int | None) -> tuple[str, ...]:
    return (_OLD,) if age and age > OLDEST else ()


def _words(ages: AgeRange) -> str:
    low = "birth" if not ages.min else str(ages.min)
    return f"{low} to {ages.max}" if ages.max is not None else f"{low} and over"
