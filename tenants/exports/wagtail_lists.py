"""Wagtail's own lists as files (reports, people, redirects): no spreadsheet runs a cell of them either."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from tenants.exports.files import xlsx_text
from tenants.text.cells import safe_cell


def make_lists_safe() -> None:
    """Send each heading and value of Wagtail's exports through `safe_cell`. Call it once, as the app gets ready.

    Wagtail writes what people typed as it is, `=HYPERLINK(…)` too, and its XLSX files fail on a control character.
    """
    for name in ("get_heading", "preprocess_field_value"):
        setattr(SpreadsheetExportMixin, name, _safe(getattr(SpreadsheetExportMixin, name)))


def _safe(told: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(told)
    def safe(*args: Any, **kwargs: Any) -> Any:
        value = told(*args, **kwargs)
        return safe_cell(xlsx_text(value)) if isinstance(value, str) else value

    return safe
