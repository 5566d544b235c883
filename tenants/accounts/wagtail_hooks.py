"""What the audit trail calls what people do to their own accounts."""

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

ACTIONS = {
    "account.name": ("Change one's own name", "Changed their own name"),
    "account.address": ("Change one's own email address", "Changed their own email address"),
}


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]
def name_actions(registry: LogActionRegistry) -> None:
    """Give each action its label and its sentence."""
    for action, (label, message) in ACTIONS.items():
        registry.register_action(action, label, message)
