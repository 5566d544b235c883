"""Whom to tell of a weakness."""

import re

from django.core.exceptions import ImproperlyConfigured


def contact_uri(text: str) -> str:
    """The address as `/.well-known/security.txt` needs it; empty for none. Raises ImproperlyConfigured for another."""
    if text and not re.fullmatch(r"(mailto:[^\s@]+@[^\s@]+|https://\S+|tel:\+[\d-]+)", text):
        raise ImproperlyConfigured("SECURITY_CONTACT must look like mailto:security@council.example or https://….")
    return text
