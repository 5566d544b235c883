"""Puts the setting for checks into the Wagtail admin, and names what the audit tells of them."""

from typing import Final

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

ACTIONS: Final = {
    "listing.stale": ("Mark as not checked", "Was not checked in time: families are told"),
    "assurance.months": ("Change the time between checks", "Changed how often listings are to be checked"),
}


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]
def name_actions(actions: LogActionRegistry) -> None:
    """Give each action its words."""
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)
