"""Which services keep to themselves where they are, told by their own words. Pure."""

import re
from typing import Final

from providers.listings.data import ServiceData
from providers.listings.models import HideAddress

_PLACES: Final = r"(?<!wildlife )(?<!bird )(?<!animal )refuges?|safe[ -]houses?|safe accommodation"
_HELP: Final = r"wom[ae]n[’']?s aid|(?:domestic|honou?r[ -]based) (?:abuse|violence)|forced marriages?"
_IN_TEXTS: Final = re.compile(rf"\b(?:{_PLACES})\b", re.IGNORECASE)
_IN_NAMES: Final = re.compile(rf"\b(?:{_PLACES}|{_HELP})\b", re.IGNORECASE)


def refuge_word(data: ServiceData, organisation: str) -> str:
    """The first words that say that a service is a refuge or alike, as they are written; "" when none do.

    Its name, summary, topics, needs and organisation also tell it by the help that such places give.
    """
    codes = (code.replace("-", " ") for code in (*data.topics, *data.needs))
    for text in (data.name, data.summary, organisation, *codes):
        if found := _IN_NAMES.search(text):
            return found[0]
    found = _IN_TEXTS.search(data.description)
    return found[0] if found else ""


def usual_hiding(data: ServiceData, organisation: str) -> HideAddress:
    """What families see of a place of the service when nobody says: nothing of a refuge's, of others the address."""
    return HideAddress.ALL if refuge_word(data, organisation) else HideAddress.NO
