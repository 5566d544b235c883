"""What the audit trail calls the actions of a room."""

from collections.abc import Mapping

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry


def name_actions(words: Mapping[str, tuple[str, str]]) -> None:
    """Give each action (`room.verb`) its label and the sentence about one that was done. For a room's wagtail_hooks."""

    def register(registry: LogActionRegistry) -> None:
        for action, (label, message) in words.items():
            registry.register_action(action, label, message)

    hooks.register("register_log_actions", register)
