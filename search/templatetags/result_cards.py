"""Result cards on pages of Django's templates; they are Jinja's, which is quick enough for so many."""

from urllib.parse import urlencode

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from search.findings import Findings
from search.saved import FROM
from search.templatetags.jinja_parts import rendered
from search.templatetags.saved_links import list_url, saved_ids

register = template.Library()


@register.simple_tag(takes_context=True)
def result_cards(context: Context, findings: Findings) -> SafeString:
    """The cards of the services found. Their links carry on the postcode that was given, and what is saved."""
    postcode = context["request"].GET.get("postcode", "")
    saved = saved_ids(context)
    carried = [FROM, *([("postcode", postcode)] if postcode else []), *(("ids", each) for each in saved)]
    cards = {
        "hits": findings.hits,
        "located": findings.located,
        "origin": urlencode(carried),
        "saved": saved,
        "list_address": list_url(context),
        "council": context.get("council"),
    }
    return rendered("search/result_cards.html", cards)
