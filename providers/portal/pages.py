"""The pages of a listing, in the order a provider meets them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from django.http import QueryDict

from providers.listings.data import ServiceData
from providers.listings.models import Organisation
from providers.listings.models.service import SCHOOL_SETTINGS
from providers.listings.questions import GROUPS, SPECIAL_SETTINGS, questions_in
from providers.portal.forms.areas import AreasForm
from providers.portal.forms.asked import Asked, Questions
from providers.portal.forms.base import AnswersForm
from providers.portal.forms.questions import questions_form
from providers.portal.forms.rows import ContactRowForm, CostRowForm, RowForm, Rows, rows_of
from providers.portal.forms.service import (
    AboutForm,
    AccessForm,
    CostForm,
    ReachForm,
    SchoolForm,
    SendForm,
    WhoForm,
)

SCHOOL_KINDS: Final = frozenset({"school", "college", "early-years"})


class NoQuestionsForm(AnswersForm):
    """A page that is rows alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """One short page. `rows` are answers that come in rows and fill the data's field `rows_field`."""

    slug: str
    title: str
    form: type[AnswersForm]
    done: Callable[[ServiceData], bool]
    """Whether the page holds what families need most of it."""
    rows: type[RowForm] | None = None
    rows_field: str = ""
    rows_title: str = ""
    kinds: frozenset[str] = frozenset()
    """Organisation kinds that are asked; empty: all."""
    settings: frozenset[str] = frozenset()
    """Kinds of setting that are asked; empty: all."""

    def asks(self, field: str) -> bool:
        """Whether it is where a field, as the council's comparison names it, is answered."""
        name, _, code = field.partition(".")
        if name == "answers":
            return code in self.form.base_fields
        own_pages = {"places": "where", "areas": "areas"}
        return name in self.form.base_fields or name == self.rows_field or own_pages.get(name) == self.slug

    @property
    def questions(self) -> Questions[ServiceData]:
        """Its forms, and how their answers get into a service's data."""
        return Questions(self._shown, self._bound)

    def _shown(self, data: ServiceData) -> Asked[ServiceData]:
        rows = [rows_of(self.rows, initial=getattr(data, self.rows_field))] if self.rows else []
        return self._asked(self.form.starting_from(data), rows)

    def _bound(self, answers: QueryDict) -> Asked[ServiceData]:
        return self._asked(self.form(answers), [rows_of(self.rows, data=answers)] if self.rows else [])

    def _asked(self, form: AnswersForm, rows: list[Rows]) -> Asked[ServiceData]:
        def apply(data: ServiceData) -> ServiceData:
            children: dict[str, Any] = {self.rows_field: rows[0].values()} if rows else {}
            return replace(form.applied_to(data), **children)

        return Asked(form, tuple(rows), apply)


def _all_answered(group: str) -> Callable[[ServiceData], bool]:
    codes = {question.code for question in questions_in(group)}
    return lambda data: codes <= {code for code, _ in data.answers}


PAGES: Final = (
    FormPage(
        slug="about",
        title="About the service",
        form=AboutForm,
        done=lambda data: bool(data.name and data.summary and data.description and data.sectors),
    ),
    FormPage(
        slug="who",
        title="Who it is for",
        form=WhoForm,
        done=lambda data: bool(data.needs and (data.age_max is not None or "families" in data.audience)),
    ),
    FormPage(
        slug="getting-in",
        title="How to get in",
        form=AccessForm,
        done=lambda data: bool(data.referral and data.how_to_access),
    ),
    FormPage(
        slug="cost",
        title="Cost",
        form=CostForm,
        done=lambda data: data.free is not None or bool(data.costs),
        rows=CostRowForm,
        rows_field="costs",
        rows_title="Prices",
    ),
    FormPage(
        slug="where",
        title="Where and how",
        form=ReachForm,
        done=lambda data: bool(data.delivery),
    ),
    FormPage(
        slug="areas",
        title="Who in the area can use it",
        form=AreasForm,
        done=lambda data: True,  # everybody is an answer
    ),
    FormPage(
        slug="contact",
        title="Contact",
        form=NoQuestionsForm,
        done=lambda data: bool(data.contacts),
        rows=ContactRowForm,
        rows_field="contacts",
        rows_title="Contacts",
    ),
    FormPage(
        slug="send",
        title="Questions families ask",
        form=SendForm,
        done=lambda data: bool(data.outcomes and data.if_unhappy),
    ),
    FormPage(
        slug="school",
        title="School and college details",
        form=SchoolForm,
        done=lambda data: bool(data.setting_type and (data.sen_report_url or data.setting_type not in SCHOOL_SETTINGS)),
        kinds=SCHOOL_KINDS,
    ),
    *(
        FormPage(
            slug=f"school-{group}",
            title=title,
            form=questions_form(group),
            done=_all_answered(group),
            kinds=SCHOOL_KINDS,
            settings=SPECIAL_SETTINGS if group == "special" else frozenset(),
        )
        for group, title in GROUPS.items()
    ),
)


def pages_for(organisation: Organisation, data: ServiceData) -> tuple[FormPage, ...]:
    """The pages that a service of this organisation is asked, by what its draft says."""
    return tuple(
        page
        for page in PAGES
        if (not page.kinds or organisation.kind in page.kinds)
        and (not page.settings or data.setting_type in page.settings)
    )


def page_for(organisation: Organisation, data: ServiceData, slug: str) -> FormPage | None:
    """The one of these pages that has this slug; None where the service isn't asked it."""
    return next((page for page in pages_for(organisation, data) if page.slug == slug), None)
