"""What is tied to a listing, read from the models: whoever adds a relation finds it in the tests of every undo."""

from typing import Any

from django.db.models import Model

from providers.conversations.models import Message, Note
from providers.edits.models import CouncilEdit
from tenants.accounts.models import User

CONTENT = {"serviceatlocation", "costoption", "contact", "servicearea", "servicefile"}
"""What versions hold."""
RECORDS = {"uploads.uploadrow"}
"""What an undo itself is remembered by."""


def note_all(officer: User, **about: Model) -> None:
    """An officer's change that is over, a note and a message about a service or an organisation."""
    CouncilEdit.objects.create(by=officer, base={}, content={}, state=CouncilEdit.State.DROPPED, **about)
    Note.objects.create(author=officer, text="Ring first.", **about)
    Message.objects.create(author=officer, text="How many?", from_council=True, **about)


def relations_of(model: type[Model]) -> list[Any]:
    """All relations of other models to one, but for those whose rows are its content or an undo's own record."""
    return [
        relation
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created
        and not relation.concrete
        and not relation.related_model._meta.auto_created  # type: ignore[union-attr]
        and relation.related_model._meta.model_name not in CONTENT  # type: ignore[union-attr]
        and relation.related_model._meta.label_lower not in RECORDS  # type: ignore[union-attr]
    ]


def rows_of(relation: Any, instance: Model, *, but: tuple[str, ...] = ()) -> list[str]:
    """The rows of a relation to one listing, without some of their columns."""
    found = relation.related_model._base_manager.filter(**{relation.field.attname: instance.pk})
    return sorted(str(sorted(item for item in row.items() if item[0] not in but)) for row in found.values())
