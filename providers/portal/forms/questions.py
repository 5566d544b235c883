"""The Code's questions to schools and colleges: one field a question, kept in the listing's `answers`."""

import types
from dataclasses import replace
from typing import Any, Self

from providers.listings.data import OrganisationData, ServiceData
from providers.listings.questions import questions_in
from providers.portal.forms.base import AnswersForm, Data, long_text


class QuestionsForm(AnswersForm):
    """Fields carry the codes of the questions."""

    @classmethod
    def starting_from(cls, data: ServiceData | OrganisationData) -> Self:
        """An unbound form showing what has been answered."""
        return cls(initial=dict(data.answers) if isinstance(data, ServiceData) else {})

    def applied_to(self, data: Data) -> Data:
        """The data with these answers beside those of other pages. Call it on a valid form."""
        if not isinstance(data, ServiceData):
            raise TypeError("Only services are asked these questions.")
        changed: Any = replace(data, answers=tuple({**dict(data.answers), **self.cleaned_data}.items()))
        return changed  # type: ignore[no-any-return]


def questions_form(group: str) -> type[QuestionsForm]:
    """The form of one page of questions."""
    fields = {question.code: long_text(question.ask, hint=question.hint) for question in questions_in(group)}
    return types.new_class(
        f"{group.capitalize()}QuestionsForm", (QuestionsForm,), exec_body=lambda body: body.update(fields)
    )
