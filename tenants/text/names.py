"""Names of people, organisations, services and places, which stand in mails and on pages of the council."""

import re
from typing import Final

from tenants.text.autolinks import address_in, phone_number_in, visible
from tenants.text.errors import BadText
from tenants.text.words import read_line

_SHOWN: Final = 40
_NO_ADDRESS: Final = (
    "“{}” looks like a web or email address. A name can’t hold one: take it out, or put a space after the dot"
)
_NO_NUMBER: Final = "“{}” looks like a phone number. A name can’t hold one: take it out"
_TITLE: Final = re.compile(r"\b(St|Ss|Dr|Mr|Mrs|Ms|Rev|Fr)\.(?=[^\W\d_])", re.IGNORECASE)


def read_name(text: str, most: int) -> str:
    """A name on one line, of `most` characters or fewer, without signs that can't be seen; “St.Anne” is “St. Anne”.

    Raises BadText, also for a name that holds a web address, an e-mail address or a phone number: programs that show
    it would make a link of them.
    """
    name = read_line(_TITLE.sub(r"\1. ", visible(text)), most)
    for found, words in ((address_in(name), _NO_ADDRESS), (phone_number_in(name), _NO_NUMBER)):
        if found:
            raise BadText(words.format(found if len(found) <= _SHOWN else f"{found[:_SHOWN]}…"))
    return name
