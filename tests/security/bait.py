"""What a stranger types to have it read, or clicked, as the council's own words."""

import re
from collections.abc import Mapping
from typing import Final

from linkify_it import LinkifyIt
from linkify_it.tlds import TLDS

BAIT: Final[Mapping[str, str]] = {
    "web address": "Your account is locked, open http://evil.example/login",
    "no scheme": "Open evil.example/login",
    "www": "WWW.evil.example",
    "e-mail address": "Write to help@evil.example",
    "mailto": "mailto:help@evil.example?cc=all@evil.example",
    "network address": "Open 192.0.2.1/login",
    "new address": "Open http://[2001:db8::1]/",
    "wide dot": "Open evil．com/login",
    "ideographic dot": "Open evil。com",
    "half-width dot": "Open evil｡com",
    "wide signs": "ｈｔｔｐ：／／ｅｖｉｌ．ｃｏｍ",
    "wide at": "help＠evil.com",
    "other script": "Open пример.рф",
    "marks": "Open उदाहरण.भारत",
    "punycode": "Open xn--e1afmkfd.xn--p1ai",
    "zero width": "Open evil\u200b.\u200bcom and e\u2060vil.c\u2060om",
    "soft hyphen": "Open evil\u00ad.com",
    "variation selector": "Open evil.\ufe0fcom",
    "right to left": "Open \u202emoc.live\u202c or \u2066evil.com\u2069",
    "paragraphs": "Nia\n\nYour account is locked.\n\nOpen evil.com\n\n",
    "lines of other kinds": "Nia\u2028\u2028Locked\u2029\x85Open\x0bevil.com\x0c",
    "header": "Nia\r\nBcc: all@evil.example\r\n\r\n<p>Hello",
    "markup": '"><a href="http://evil.example">sign in</a><img src=//evil.example/x>',
    "escaped markup": "&lt;a href=&quot;http://evil.example&quot;&gt;",
    "markdown": "[sign in](http://evil.example)",
    "script": "javascript:alert(1)",
    "data": "data:text/html;base64,PHNjcmlwdD4=",
    "file server": r"Open \\evil.example\share",
    "our host with more": "http://alpha.localhost.evil.example/ http://alpha.localhost@evil.example/",
    "phone": "Call 0901 123 4567 at once",
    "phone abroad": "Call +44 (0)901-123-4567",
    "phone link": "tel:+449011234567",
    "phone in other digits": "Call ٠٩٠١ ١٢٣ ٤٥٦٧",
    "placeholder": "{link} {council} {nobody}",
    "long": "Locked! Open evil.example. " * 200,
    "control": "Nia\x1b[31m\x08\x7f evil.com",
    "brackets": "evil[.]com http[:]//evil.com [evil.com]",
}

_FINDER: Final = LinkifyIt(options={"fuzzy_ip": True, "fuzzy_email": True, "fuzzy_link": True}).tlds(
    [*TLDS, "example", "localhost", "рф", "भारत"]
)
_PESSIMIST: Final = re.compile(
    r"\w+://\S|\bwww\.\S|\b(?:mailto|tel|sms|javascript|data):\S|[^\s\[]@[^\s\]]+\.\S|\b\d+\.\d+\.\d+\.\d+\b|\\\\\S",
    re.IGNORECASE,
)


def links_in(text: str) -> list[str]:
    """What programs would make a link of, by a library that does so in many of them, and by a wary rule of our own."""
    by_library = [found.raw for found in _FINDER.match(text) or []]
    return [*by_library, *_PESSIMIST.findall(text)]
