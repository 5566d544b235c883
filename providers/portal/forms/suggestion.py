"""What a provider misses in the council's lists."""

from django import forms

from providers.portal.forms.base import named
from search.taxonomy.models import Vocabulary
from tenants.inputs.forms import PlainForm


class SuggestForm(PlainForm):
    """What is missing, and where."""

    vocabulary = forms.ChoiceField(
        label="What is missing?",
        choices=[
            (Vocabulary.NEED, "A need, on “Who it is for”"),
            (Vocabulary.TOPIC, "A topic, on “About the service”"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is missing"},
    )
    words = named("Which words would families use?", hint="For example: selective mutism.", required=True, most=120)
