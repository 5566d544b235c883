"""Who reads files that aren't public beside an organisation's people and officers: other apps of the room say so."""

from collections.abc import Callable

from providers.listings.models import StoredFile
from providers.listings.permissions import Person, user_can_view_drafts

FileReader = Callable[[Person, StoredFile], bool]
_readers: dict[str, FileReader] = {}


def register_file_reader(name: str, may_read: FileReader) -> None:
    """Let those read a file for whom `may_read` answers True. `name` makes registering twice harmless."""
    _readers[name] = may_read


def user_can_read_file(user: Person, stored: StoredFile) -> bool:
    """Whether the person may open a file that families don't see."""
    return user_can_view_drafts(user, stored.organisation) or any(reads(user, stored) for reads in _readers.values())
