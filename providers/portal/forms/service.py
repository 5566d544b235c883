"""The pages that are questions with one answer each."""

from typing import Any

from django import forms

from providers.listings.contradictions import contradictions
from providers.listings.identifiers import SCHEMES
from providers.portal.forms.base import AnswersForm, age, day, long_text, many, named, one, text, web_address, yes_no
from providers.portal.forms.numbers import NumberField
from search import vocabulary
from search.taxonomy.models import Term
from tenants.inputs.fields import KindField
from tenants.text.kinds import line


def _labels(vocabulary_name: str) -> list[tuple[str, str]]:
    return list(Term.objects.current().filter(vocabulary=vocabulary_name).values_list("code", "label"))


class AboutForm(AnswersForm):
    """What the service is."""

    name = named("Name of the service", hint="The name families know it by.", required=True)
    summary = KindField(
        line(300),
        label="Summary",
        help_text="One sentence on what it does and for whom. Families see it in search results. Up to 300 characters.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    description = long_text(
        "Description",
        hint="What happens there, how long it lasts, what helps to know before the first visit. Use everyday words.",
        rows=10,
    )
    url = web_address("Website", hint="The page about this service, if it has one.")
    sectors = many("Which part of the Local Offer is it?", vocabulary.SECTOR.items())
    tier = one("What kind of help is it?", vocabulary.TIER)
    topics = many("What is it about?", [], hint="Choose all that fit. Families browse by these.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"].choices = lambda: _labels("topic")  # type: ignore[attr-defined]


class WhoForm(AnswersForm):
    """Who it is for."""

    needs = many(
        "Which needs is it for?",
        [],
        hint='Choose "any special educational need or disability" if it is open to every child with SEND.',
    )
    age_min = age("Youngest age")
    age_max = age("Oldest age", hint="The Local Offer is for ages 0 to 25.")
    suits = long_text("Who does it suit?", hint="For example: children who find big groups hard.")
    audience = many("Who is it aimed at?", vocabulary.AUDIENCE.items())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].choices = lambda: _labels("need")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ages in order."""
        answers = super().clean() or {}
        ages = {name: answers.get(name) for name in ("age_min", "age_max")}
        for name, message in contradictions(**ages, free=None, costs=()).items():
            self.add_error(name, message)
        return answers


class AccessForm(AnswersForm):
    """How to get in."""

    eligibility = long_text("Who can use it?", hint="Any rules: where you live, a diagnosis, an EHC plan, benefits.")
    who_decides = long_text("Who decides, and how?", hint="For example: a panel meets every month and writes to you.")
    referral = many("How do families get in?", vocabulary.REFERRAL.items())
    how_to_access = long_text("What should a family do first?", hint="For example: ring us, we will call you back.")


class CostForm(AnswersForm):
    """What it costs; the prices themselves are rows beneath."""

    free = yes_no("Is it free?")
    personal_budget = yes_no("Can a personal budget or direct payment pay for it?")


class ReachForm(AnswersForm):
    """Where it can be used; the places themselves are pages of their own."""

    delivery = many("How is it given?", vocabulary.DELIVERY.items())
    reach = forms.ChoiceField(
        label="How far does it reach?", choices=list(vocabulary.REACH.items()), widget=forms.RadioSelect
    )
    languages = text(
        "Languages", hint="Other than English, for example: Polish, Urdu, British Sign Language.", most=300
    )


class SendForm(AnswersForm):
    """The questions a SEND Local Offer asks of every service."""

    outcomes = long_text("What difference does it make?", hint="What children and young people can do afterwards.")
    staff_expertise = long_text("What training and experience do staff have with SEND?")
    working_with_parents = long_text("How do you work with parents and carers?")
    transitions = long_text("How do you help children and young people move on?")
    if_unhappy = long_text(
        "What should a family do if they are unhappy?", hint="Whom to talk to first, and how to complain."
    )


class SchoolForm(AnswersForm):
    """What only schools and colleges are asked."""

    setting_type = one("What kind of setting is it?", vocabulary.SETTING_TYPE)
    urn = NumberField(SCHEMES["urn"])
    sen_report_url = web_address("SEN information report", hint="The address of the report on your website.")
    sen_report_date = day(
        "Date of the SEN information report", hint="When it was last brought up to date. Schools do that once a year."
    )
    accessibility_plan_url = web_address("Accessibility plan")
    senco = named("SENCO", hint="The role or name families should ask for.", most=120)
    admissions = long_text("How are disabled pupils admitted?")
