"""The HTML part of a mail, made of its plain text: what a person typed can become neither markup nor a link."""

import re
from typing import Final

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from tenants.councils.links import is_own_url
from tenants.councils.models import Council

_LINK: Final = re.compile(r"https?://[^\s<>\"']+")
_AFTER_A_LINK: Final = ".,;:!?)”’"


def as_html(text: str, council: Council) -> str:
    """Paragraphs and lines of the text, with links to the council's own host, in its name and colour."""
    paragraphs = [_paragraph(each) for each in re.split(r"\n\s*\n", text.strip())]
    return render_to_string("mail/frame.html", {"paragraphs": paragraphs, "council": council})


def _paragraph(text: str) -> SafeString:
    parts, end = [], 0
    for found in _LINK.finditer(text):
        url = found[0].rstrip(_AFTER_A_LINK)
        if not is_own_url(url):
            continue
        parts += [escape(text[end : found.start()]), f'<a href="{escape(url)}">{escape(url)}</a>']
        end = found.start() + len(url)
    html = "".join([*parts, escape(text[end:])])
    return mark_safe(html.replace("\n", "<br>\n"))  # noqa: S308 # every part is escaped above
