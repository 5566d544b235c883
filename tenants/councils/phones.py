"""Phone numbers as people write them, made ready to be dialled."""

import re


def dialled(number: str) -> str:
    """The digits of a phone number for a `tel:` link; words after them ("option 2") are left out."""
    match = re.match(r"\+?[\d\s()-]+", number.strip())
    return re.sub(r"[^\d+]", "", match[0]) if match else ""
