"""The database's guard of the trail, put aside."""

from django.db import connection

from tests import databases


def past_the_guard(sql: str, *parameters: object) -> None:
    """What somebody with the owner's password would try, past the trigger."""
    with databases.owning(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_guard")
        cursor.execute(sql, parameters)
        cursor.execute("ALTER TABLE audit_entry ENABLE TRIGGER audit_guard")
