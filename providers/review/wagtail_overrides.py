"""Shuts Wagtail's own ways around the review, and its own mails about it."""

from typing import Any

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail.models import TaskState, WorkflowState
from wagtail.permissions import register_permission_policy
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from providers.listings.models import Organisation, Service
from tenants.desk.policies import Nobody

ACTIONS = {
    "listing.create": ("Add listing", "Added the listing"),
    "listing.edit": ("Edit listing", "Saved a draft"),
    "listing.close": ("Close for now", "Said that it is temporarily closed"),
    "listing.reopen": ("Open again", "Said that it is open again"),
    "listing.confirm": ("Confirm listing", "Confirmed that it is still correct"),
    "listing.waiting_time": ("Waiting time", "Changed the waiting time"),
    "listing.pause": ("Pause listing", "Hid it for a while"),
    "listing.resume": ("Show listing", "Showed it again"),
    "listing.archive": ("Archive listing", "Put it away"),
    "listing.restore": ("Restore listing", "Took it back out"),
    "listing.suspend": ("Suspend listing", "Hid it for the council"),
    "listing.unsuspend": ("Lift suspension", "Showed it again for the council"),
    "listing.trust": ("Trust organisation", "Let its small changes go live by the council's rules"),
    "listing.distrust": ("Stop trusting", "Stopped its small changes from going live by the council's rules"),
    "listing.move": ("Move listing", "Moved it to another organisation"),
    "review.submit": ("Send for review", "Sent it to the council"),
    "review.withdraw": ("Take back", "Took it back"),
    "review.approve": ("Approve", "Approved the change"),
    "review.approve_automatically": ("Approve by the rules", "The council's rules approved the change"),
    "review.pass_on": ("Pass on", "Approved the change; it waits for the second reviewer"),
    "review.edit": ("Correct", "Corrected the change before approving it"),
    "review.undo": ("Take decision back", "Took the decision back"),
    "review.assign": ("Assign", "Said who looks at the change"),
    "review.comment": ("Comment", "Wrote a remark for the other reviewers"),
    "review.check": ("Look later", "Looked at a change that the rules approved"),
    "review.settings": ("Review settings", "Changed how the council reviews"),
    "review.ask_for_changes": ("Ask for changes", "Asked for changes"),
    "review.reject": ("Reject", "Rejected the change"),
    "review.words": ("Words without review", "Said something without review"),
    "review.words_approve": ("Approve words", "Let families read words said without review"),
    "review.words_take_down": ("Take words down", "Took down words said without review"),
    "review.publish_directly": ("Publish trusted data", "Published without review, as trusted data"),
}


def register_actions(registry: LogActionRegistry) -> None:
    """Name our entries in Wagtail's log."""
    for action, (label, message) in ACTIONS.items():
        registry.register_action(action, label, message)


def say_nothing(**kwargs: Any) -> None:
    """Take the place of one of Wagtail's workflow mails: it would go before the commit, with another host's links."""


def shut() -> None:
    """Refuse Wagtail's stock publishing, take its mails' places, and register our log entries.

    Signals know a receiver by its dispatch_uid, and the first to come keeps it. That holds whether Wagtail's
    AppConfig gets ready before ours or after.
    """
    for model in (Service, Organisation):
        register_permission_policy(model, Nobody(model))
    hooks.register("register_log_actions", register_actions)
    for signal, sender, uid in (
        (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
        (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
        (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
        (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
    ):
        signal.disconnect(sender=sender, dispatch_uid=uid)
        signal.connect(say_nothing, sender=sender, dispatch_uid=uid)
