"""Our templates, and those that say what is wrong with a form."""

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[3]
ROOMS: Final = ("tenants", "search", "providers", "cms", "platform")
COMPONENT: Final = "components/error_summary.html"
PARTS: Final = ("search/problems.html",)
"""Templates that are no pages, and include the component for those that include them."""


def _read() -> dict[str, str]:
    found = (path for room in ROOMS for path in sorted((ROOT / room).glob("**/templates/**/*.html")))
    return {str(path).rpartition("/templates/")[2]: path.read_text() for path in found}


TEMPLATES: Final = _read()
"""Text by name, as an include has it."""


def pages_with_error_summaries() -> list[str]:
    """The names of the pages that include the component, by themselves or with a part that does."""
    wanted = (COMPONENT, *PARTS)
    return [
        name
        for name, text in TEMPLATES.items()
        if name not in PARTS and any(f'include "{part}"' in text for part in wanted)
    ]
