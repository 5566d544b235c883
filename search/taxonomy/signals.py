"""What other rooms follow: they hold terms that this room knows nothing of."""

from django.dispatch import Signal

term_replaced = Signal()
"""A term is no longer used: `old` is to be taken out everywhere and `new` put in its place (None: nothing).

Sent inside the transaction, before `old` is retired. `user` is who did it.
"""
