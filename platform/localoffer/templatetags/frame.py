"""What the frame and its components need beside Django's own tags: GOV.UK form widgets, carried parameters, pages."""

import re
from collections.abc import Container, Iterable, Iterator

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select, Textarea
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString, mark_safe

from tenants.councils.links import absolute_url
from tenants.text.phones import dialled

register = template.Library()
register.filter("tel", dialled)

WIDGET_CLASSES = ((Textarea, "govuk-textarea"), (Select, "govuk-select"), (CheckboxInput, "govuk-checkboxes__input"))
CHOICE_WIDGETS = (CheckboxSelectMultiple, RadioSelect)
PAGES_BESIDE = 2
Problem = tuple[str, str]
"""The id of the field to go to ("" for the form's own) and the message."""


@register.filter
def phone_link(number: str) -> SafeString:
    """A phone number to press; words without a number that can be dialled stay words."""
    dials = dialled(number)
    return format_html('<a class="lo-link" href="tel:{}">{}</a>', dials, number) if dials else format_html("{}", number)


@register.filter
def foldable(address: str) -> SafeString:
    """An e-mail address that a narrow page breaks before its `@` and dots, not inside a word."""
    return format_html_join(mark_safe("<wbr>"), "{}", ([part] for part in re.split(r"(?=[@.])", address)))


@register.filter
def as_choices(field: BoundField) -> bool:
    """Whether `field` is shown as radios or checkboxes in a fieldset."""
    return isinstance(field.field.widget, CHOICE_WIDGETS)


@register.filter
def as_tick(field: BoundField) -> bool:
    """Whether `field` is one checkbox with its label beside it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def choice_kind(field: BoundField) -> str:
    """`radios` or `checkboxes`: the GOV.UK component of a field with choices."""
    return "checkboxes" if isinstance(field.field.widget, CheckboxSelectMultiple) else "radios"


@register.filter
def govuk(field: BoundField) -> SafeString:
    """The field's widget with GOV.UK classes, tied to its hint and error, keeping the widget's own attributes."""
    widget = field.field.widget
    css = next((name for kind, name in WIDGET_CLASSES if isinstance(widget, kind)), "govuk-input")
    own = widget.attrs.get("class", "")
    wrong = f"{css}--error" if field.errors else ""
    described = [f"{field.auto_id}-hint"] if field.help_text else []
    described += [f"{field.auto_id}-error"] if field.errors else []
    attrs: dict[str, str | bool] = {"class": " ".join(filter(None, [css, wrong, own]))}
    attrs |= {"aria-describedby": " ".join(described)} if described else {}
    return field.as_widget(attrs=attrs)


@register.simple_block_tag
def fact(content: str, icon: str, name: str) -> str:
    """A row of key facts with these words; nothing where they say nothing."""
    if not strip_tags(content).strip():
        return ""
    return render_to_string("components/fact.html", {"icon": icon, "name": name, "words": content})


@register.simple_block_tag
def fact_list(content: str) -> str:
    """Rows of key facts under their heading; nothing where there are no rows."""
    return render_to_string("components/fact_list.html", {"rows": content}) if content.strip() else ""


@register.simple_tag
def canonical(request: HttpRequest | None) -> str:
    """The page's one address: on the council's first host, without what a visitor added; empty off councils' hosts."""
    council = getattr(request, "council", None)
    return absolute_url(request.path, council) if request and council else ""


@register.simple_tag
def summary_of(
    form: BaseForm | None, forms: Iterable[BaseForm] | None, problems: Iterable[Problem] | None
) -> list[Problem]:
    """Every message of the form, the forms or the list, in the order of the page."""
    every = [*([form] if form else []), *(forms or [])]
    return [problem for each in every for problem in _problems_of(each)] + list(problems or [])


@register.simple_tag
def carried(parameters: QueryDict, without: Container[str]) -> list[tuple[str, str]]:
    """The parameters a GET form must carry as hidden inputs: all but those it asks for itself, and the page."""
    return [
        (name, value)
        for name, values in parameters.lists()
        for value in values
        if value and name != "page" and name not in without
    ]


@register.simple_tag
def pages_around(page: int, pages: int) -> list[int | None]:
    """The page numbers a pager shows: first, last and those beside `page`; None stands for a gap."""
    shown = sorted({1, pages, *range(max(1, page - PAGES_BESIDE), min(pages, page + PAGES_BESIDE) + 1)})
    numbers: list[int | None] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number - before > 1:
            numbers.append(None)
        numbers.append(number)
    return numbers


def _problems_of(form: BaseForm) -> Iterator[Problem]:
    for message in form.non_field_errors():
        yield "", str(message)
    for field in form:
        target = f"{field.auto_id}_0" if isinstance(field.field.widget, CHOICE_WIDGETS) else field.id_for_label
        for message in field.errors:
            yield target, str(message)
