"""What a migration may do while the version before it still serves (infra/decisions/0041)."""

from collections.abc import Iterator

from django.db import models
from django.db.migrations import Migration, operations
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models.fields import NOT_PROVIDED

TAKEN_AWAY = (
    operations.RemoveField,
    operations.DeleteModel,
    operations.RenameField,
    operations.RenameModel,
    operations.AlterModelTable,
)


def faults_in(migration: Migration, before: ProjectState) -> Iterator[str]:
    """What the old code would stumble over, in sentences; `before` is the state that the migration starts from."""
    made: set[str] = set()
    state = before.clone()
    for operation in migration.operations:
        for each in _in_database(operation):
            if isinstance(each, operations.CreateModel):
                made.add(each.name_lower)
            elif getattr(each, "model_name_lower", "") not in made:
                yield from _faults_of(each, state, migration.app_label)
        operation.state_forwards(migration.app_label, state)


def _in_database(operation: Operation) -> list[Operation]:
    if isinstance(operation, operations.SeparateDatabaseAndState):
        return list(operation.database_operations)
    return [operation]


def _faults_of(operation: Operation, state: ProjectState, app: str) -> Iterator[str]:
    if isinstance(operation, TAKEN_AWAY):
        yield f"{operation.describe()}: the old code still asks for it. Take it away a version later."
    elif isinstance(operation, operations.AddField) and not _old_code_may_leave_out(operation.field):
        yield f"{operation.describe()}: the old code's INSERT fails. Give it null=True or a db_default."
    elif isinstance(operation, operations.AlterField):
        old = state.models[app, operation.model_name_lower].fields[operation.name]
        if old.null and not _old_code_may_leave_out(operation.field):
            yield f"{operation.describe()}: the old code still writes NULL. Do it a version later."


def _old_code_may_leave_out(field: "models.Field[object, object]") -> bool:
    return field.many_to_many is True or field.null or field.db_default is not NOT_PROVIDED
