"""Reads of files of lists: everybody sees the ones they asked for, as long as they may see the list."""

from uuid import UUID

from tenants.accounts.models import User
from tenants.exports.errors import ExportRefused
from tenants.exports.models import Export, ExportQuerySet
from tenants.exports.sources import Source, source_of


def exports_of(user: User) -> ExportQuerySet:
    """The files that a person asked for and that are still kept, newest first."""
    return Export.objects.filter(by=user)


def find_export(user: User, uuid: UUID) -> Export | None:
    """One of them; None for another person's, or once the person may not see the list any more."""
    found = exports_of(user).filter(uuid=uuid).first()
    if found is None:
        return None
    try:
        open_source(user, found.source)
    except ExportRefused:
        return None
    return found


def open_source(user: User | None, name: str) -> Source:
    """The list of this name, when the person may have it. Raises ExportRefused."""
    source = source_of(name)
    if user is None or not source.may(user):
        raise ExportRefused("You can’t have this list.")
    return source
