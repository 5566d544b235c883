"""The form's key, with the mark of the person that the form is shown to: every `{% csrf_token %}` brings both."""

from typing import Any

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tenants.typed.author import TYPED_BY, author_mark

register = template.Library()


class FormKeyNode(CsrfTokenNode):
    """Django's own hidden field, and ours beside it."""

    def render(self, context: template.Context) -> SafeString:
        """The hidden fields."""
        request: Any = getattr(context, "request", None)
        mark = author_mark(getattr(request, "user", None))
        key = format_html("{}", super().render(context))
        return key + format_html('<input type="hidden" name="{}" value="{}">', TYPED_BY, mark) if mark else key


@register.tag("csrf_token")
def form_key(parser: template.base.Parser, token: template.base.Token) -> FormKeyNode:
    """`{% csrf_token %}`."""
    return FormKeyNode()
