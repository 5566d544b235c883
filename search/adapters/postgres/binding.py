"""Values on their way into a statement: always bound, never written into its text."""

from dataclasses import dataclass, field

Value = str | int | float | list[str]


def points(value: float) -> str:
    """A weight as SQL writes it: PostgreSQL reads a bare 6.0 as an exact number, which adds up slowly."""
    return f"{value}::float8"


@dataclass(slots=True)
class Bound:
    """Collects the values of one statement."""

    values: dict[str, Value] = field(default_factory=dict)

    def bind(self, value: Value) -> str:
        """The placeholder for a value."""
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f"%({name})s"

    def tokens(self, values: tuple[str, ...]) -> str:
        """The placeholder for a list of codes."""
        return f"{self.bind(list(values))}::text[]"
