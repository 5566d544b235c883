"""How the audit trail names what happens to an organisation's people."""

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

ACTIONS = {
    "people.invite": ("Invite somebody", "Invited somebody"),
    "people.withdraw_invitation": ("Take an invitation back", "Took an invitation back"),
    "people.join": ("Join", "Joined"),
    "people.change_role": ("Change a role", "Changed a role"),
    "people.remove": ("Take somebody out", "Took somebody out"),
}


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]
def name_actions(actions: LogActionRegistry) -> None:
    """Give each action its words."""
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)
