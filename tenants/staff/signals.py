"""What other rooms hear of the people who work at a council."""

from django.dispatch import Signal

roles_changed = Signal()
"""Sent within the transaction in which somebody was given other roles, suspended or removed. In: `person`, as they are
now, and `by`, who did it (None for an operator). Whoever keeps work of theirs gives back what they may no longer do."""
