"""What the pages of comments need beside Django's own tags."""

from collections.abc import Mapping
from typing import Any

from django import template

from cms.voice.models import Comment
from cms.voice.selectors import facts_for_its_people
from providers.listings.models import Service

register = template.Library()


@register.simple_tag
def facts_to_answer(service: Service) -> list[Comment]:
    """What visitors say is wrong in a listing, and its people haven't answered."""
    return [comment for comment in facts_for_its_people(service) if not comment.people_say]


@register.filter
def act_form(forms: Mapping[str, Any], code: str) -> Any:
    """The form of the act with this code."""
    return forms.get(code)
