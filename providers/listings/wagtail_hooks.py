"""Names the actions of this room in Wagtail's log."""

from typing import Final

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

ACTIONS: Final = {
    "listing.upload": ("Upload file", "Uploaded a file"),
    "listing.suggest_term": ("Suggest term", "Suggested a need or topic that is missing"),
    "listing.decide_term": ("Decide about suggested term", "Decided about a suggested need or topic"),
    "listing.place_waiting_time": ("Waiting time of a place", "Changed the waiting time of a place"),
}


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]
def name_actions(actions: LogActionRegistry) -> None:
    """Give each action its words."""
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)
