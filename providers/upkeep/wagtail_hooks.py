"""How the audit trail names what officers do to listings as a whole."""

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

ACTIONS = {
    "upkeep.merge": ("Merge", "Merged another listing into it"),
    "upkeep.merged_away": ("Merge away", "Merged into another listing"),
    "upkeep.split": ("Split", "Split from the listing it was merged into"),
}


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]
def name_actions(actions: LogActionRegistry) -> None:
    """Give each action its words."""
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)
