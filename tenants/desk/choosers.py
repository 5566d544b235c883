"""Wagtail's fields in which something is chosen, started by `desk/start.js` instead of a script inside the page."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist
from django.utils.html import format_html
from wagtail.admin.widgets import BaseChooser

MARK: Final = '{}<span hidden data-starts="{}" data-for="{}" data-options="{}"></span>'


def start_by_mark() -> None:
    """Let every chooser of Wagtail's leave a mark in the page. Call it once, as the app gets ready."""
    BaseChooser.render = _marked(BaseChooser.render)


def _marked(render: Callable[..., str]) -> Callable[..., str]:
    @wraps(render)
    def marked(widget: BaseChooser, name: str, value: Any, attrs: dict[str, Any] | None = None, **rest: Any) -> str:
        if not attrs or "id" not in attrs or type(widget).render_js_init is not BaseChooser.render_js_init:
            return render(widget, name, value, attrs, **rest)
        data = _shown(widget, value)
        options = widget.get_js_init_options(attrs["id"], name, data)
        html = widget.render_html(name, data, attrs)
        return format_html(MARK, html, widget.js_constructor, attrs["id"], json.dumps(options))

    return marked


def _shown(widget: BaseChooser, value: Any) -> Any:
    """What the field shows; nothing of what can't be anything's key, which the form then says."""
    try:
        return widget.get_value_data(value)
    except (ValueError, OverflowError, ObjectDoesNotExist):
        return widget.get_value_data(None)
