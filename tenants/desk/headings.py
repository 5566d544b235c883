"""The top of a staff page: its title, icon and the trail to it."""

from typing import Any


def heading(title: str, icon: str, *, above: tuple[str, str] | None = None, crumb: str = "") -> dict[str, Any]:
    """What Wagtail's header needs. `above` is the page it hangs below, as (address, label); `crumb` is its own name
    in the trail where the title would be too long."""
    trail = [{"url": above[0], "label": above[1]}] if above else []
    return {
        "breadcrumbs_items": [*trail, {"url": "", "label": crumb or title}],
        "header_icon": icon,
        "header_title": title,
    }
