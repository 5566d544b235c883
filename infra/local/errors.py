"""The one error that the local commands show to people."""


class LocalError(Exception):
    """Something the person at the keyboard can put right; its text is one sentence that says how."""
