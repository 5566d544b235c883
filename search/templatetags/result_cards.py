"""Result cards and facets' choices, written by Python: a page has 20 cards and a hundred choices, and the template
language takes ten times as long over them. Everything goes through `fill`, which escapes it.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Final
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from search.documents import Hit, SearchDocument
from search.findings import Facet, FacetChoice, Findings, Located
from search.saved import FROM
from search.templatetags.listing_words import (
    ages,
    area_limit,
    either,
    label,
    labels,
    miles,
    need_labels,
    opening,
    price,
    where,
)
from search.templatetags.markup import fill, icon, joined
from search.templatetags.saved_links import link_to_save, list_url, saved_ids

register = template.Library()

_CARD: Final = """<li class="lo-card">
<div class="lo-card__head"><h3 class="lo-card__title">\
<a class="lo-link" href="{url}?{origin}">{name}</a></h3>{save}</div>
<ul class="lo-facts">{facts}</ul>{closed}{shut_out}{summary}
<dl class="lo-card__rows">{rows}{printed}</dl>
<p class="lo-card__foot">{why}{checked}</p>
</li>
"""
_FACT: Final = "<li>{fact}</li>"
_CLOSED: Final = SafeString("""<p><strong class="govuk-tag govuk-tag--orange">Closed for now</strong></p>""")
_SUMMARY: Final = "<p>{words}</p>"
_ROW: Final = "<div><dt>{name}</dt><dd>{words}</dd></div>"
_PRINTED: Final = """<div class="lo-print-only"><dt>{name}</dt><dd>{words}</dd></div>"""
_AWAY: Final = "<strong>{miles}</strong> away, "
_SHUT_OUT: Final = """<p class="lo-limit">{warning}<span>Only for families in {names}, and {here} is not</span></p>"""
_OUTSIDE: Final = SafeString(""" <span class="lo-quiet">(outside this council’s area)</span>""")
_WHY: Final = """<span class="lo-why"><span class="govuk-visually-hidden">Shown because: </span>\
<span aria-hidden="true">✓ </span>{why}</span>"""
_OPEN: Final = SafeString(" open")
_GROUP: Final = """<details class="lo-facet"{open}>
<summary>{label}</summary>
{choices}
{more}
</details>
"""
_MORE: Final = """<details class="lo-facet__more"{open}>
<summary>{count} more<span class="govuk-visually-hidden"> in {label}</span></summary>
{choices}
</details>"""
_UNFOLDED: Final = 8
_CHOICES: Final = """<ul class="lo-facet__choices">
{items}</ul>"""
_OFF: Final = """<li><a href="?{query}" rel="nofollow"><span class="lo-facet__box" aria-hidden="true"></span>
<span class="lo-facet__label">{label}</span>
<span class="lo-facet__count">{count}<span class="govuk-visually-hidden"> found</span></span></a></li>
"""
_ON: Final = """<li><a href="?{query}" rel="nofollow" aria-current="true">\
<span class="lo-facet__box lo-facet__box--on" aria-hidden="true"></span>
<span class="lo-facet__label"><span class="govuk-visually-hidden">Remove filter: </span>{label}</span>
<span class="lo-facet__count">{count}<span class="govuk-visually-hidden"> found</span></span></a></li>
"""
_STALE: Final = SafeString("<span>Not checked for a while: ask before you go</span>")
_CHECKED: Final = "<span>Checked {month}</span>"


@register.simple_tag
def facet_group(facet: Facet, is_open: bool = False) -> SafeString:
    """A facet's choices as links that look like checkboxes, so that one press is enough without JavaScript.

    A long group shows its first few and folds the rest, unless something there is chosen.
    """
    first, rest = facet.choices[:_UNFOLDED], facet.choices[_UNFOLDED:]
    more: str = ""
    if rest:
        unfolded = _OPEN if any(choice.chosen for choice in rest) else ""
        more = fill(_MORE, open=unfolded, count=len(rest), label=facet.label, choices=_choices(rest))
    opened = _OPEN if is_open or facet.chosen else ""
    return fill(_GROUP, open=opened, label=facet.label, choices=_choices(first), more=more)


def _choices(choices: Iterable[FacetChoice]) -> SafeString:
    items = (
        fill(_ON if each.chosen else _OFF, query=each.toggle_query, label=each.label, count=each.count)
        for each in choices
    )
    return fill(_CHOICES, items=joined(items))


@register.simple_tag(takes_context=True)
def result_cards(context: Context, findings: Findings) -> SafeString:
    """The cards of the services found. Their links carry on the postcode that was given, and what is saved."""
    postcode = context["request"].GET.get("postcode", "")
    saved = saved_ids(context)
    pairs = [FROM, *([("postcode", postcode)] if postcode else []), *(("ids", each) for each in saved)]
    writer = _Writer(urlencode(pairs), saved, list_url(context), findings.located)
    return joined(map(writer.card, findings.hits))


class _Writer:
    """Writes the cards of one page; what their links share is worked out once."""

    def __init__(self, origin: str, saved: tuple[str, ...], list_address: str, located: Located | None) -> None:
        self._origin = origin
        self._saved = saved
        self._list = list_address
        self._located = located

    def card(self, hit: Hit) -> SafeString:
        """One listing: what it is, for whom, where, why it is here and when it was checked."""
        document = hit.document
        limit = area_limit(document, self._located)
        shut_out = limit.names if limit and limit.shuts_out else ""
        only_for = limit.names if limit and not limit.shuts_out else ""
        return fill(
            _CARD,
            url=document.url,
            origin=self._origin,
            name=document.name,
            save=link_to_save(document.uuid, document.name, saved=self._saved, list_address=self._list),
            facts=joined(fill(_FACT, fact=fact) for fact in _facts(document)),
            closed=_CLOSED if document.temporarily_closed else "",
            shut_out=self._not_here(shut_out) if shut_out else "",
            summary=fill(_SUMMARY, words=document.summary) if document.summary else "",
            rows=joined(fill(_ROW, name=name, words=words) for name, words in _rows(hit, only_for)),
            printed=joined(fill(_PRINTED, name=name, words=words) for name, words in _on_paper(document)),
            why=fill(_WHY, why=" · ".join(hit.why)) if hit.why else "",
            checked=_checked(document),
        )

    def _not_here(self, names: str) -> SafeString:
        here = self._located.label if self._located else ""
        return fill(_SHUT_OUT, warning=icon("warning"), names=names, here=here)


def _facts(document: SearchDocument) -> Iterator[str]:
    yield from labels(document.sectors, "SECTOR")
    yield from filter(None, (label(document.tier, "TIER"), ages(document), price(document)))


def _rows(hit: Hit, only_for: str) -> Iterator[tuple[str, str]]:
    document = hit.document
    if needs := need_labels(document):
        yield "For", needs
    if place := where(hit):
        yield "Where", _where(hit, place)
    if only_for:
        yield "Only for", f"Families in {only_for}"
    if document.referral:
        yield "How to get in", either(labels(document.referral, "REFERRAL"))


def _on_paper(document: SearchDocument) -> Iterator[tuple[str, str]]:
    """What a screen has one press away and a printed list would miss."""
    if document.phone:
        yield "Phone", document.phone
    if when := opening(document):
        yield "When", when


def _where(hit: Hit, place: str) -> SafeString:
    away = "" if hit.distance_miles is None else fill(_AWAY, miles=miles(hit.distance_miles))
    return fill("{away}{place}{outside}", away=away, place=place, outside=_OUTSIDE if hit.document.out_of_area else "")


def _checked(document: SearchDocument) -> SafeString:
    if document.stale:
        return _STALE
    assured = document.last_assured
    return _checked_in(assured.replace(day=1)) if assured else SafeString()


@lru_cache(maxsize=256)
def _checked_in(month: date) -> SafeString:
    return fill(_CHECKED, month=date_format(month, "F Y"))
