"""The states of an upload, and what leads from which to which."""

from collections.abc import Mapping
from typing import Final

from providers.listings.errors import WrongState
from providers.uploads.models import Status, Upload

_S = Status
MOVES: Final[Mapping[str, Mapping[Status, Status]]] = {
    "check": {_S.MAPPING: _S.CHECKING, _S.CHECKED: _S.CHECKING},
    "read again": {_S.MAPPING: _S.MAPPING, _S.CHECKED: _S.MAPPING},
    "checked": {_S.CHECKING: _S.CHECKED},
    "confirm": {_S.CHECKED: _S.IMPORTING},
    "finish": {_S.IMPORTING: _S.DONE},
    "undo": {_S.DONE: _S.UNDOING, _S.STOPPED: _S.UNDOING},
    "undone": {_S.UNDOING: _S.UNDONE},
    "stop": {_S.CHECKING: _S.STOPPED, _S.IMPORTING: _S.STOPPED, _S.UNDOING: _S.STOPPED},
    "discard": {_S.MAPPING: _S.DISCARDED, _S.CHECKED: _S.DISCARDED, _S.STOPPED: _S.DISCARDED},
}
"""`resume` leads from STOPPED back to where the upload stopped; everything else is here."""
_ONLY_WHEN_STOPPED_IN: Final = {
    "undo": (_S.IMPORTING,),
    "discard": (_S.CHECKING,),
}
_MOVED_ON: Final = "This upload has moved on. Look at it again."


def can(upload: Upload, name: str) -> bool:
    """Whether the move starts from the upload's state."""
    status = Status(upload.status)
    stopped_elsewhere = status == Status.STOPPED and upload.stopped_in not in _ONLY_WHEN_STOPPED_IN.get(name, ())
    return status in MOVES[name] and not stopped_elsewhere


def move(upload: Upload, name: str) -> None:
    """Set the upload's next state, unsaved. Raises WrongState where the move doesn't start from its state."""
    if not can(upload, name):
        raise WrongState(_MOVED_ON)
    if name == "stop":
        upload.stopped_in = upload.status
    upload.status = MOVES[name][Status(upload.status)]


def resume(upload: Upload) -> None:
    """Set a stopped upload back to the state it stopped in, unsaved. Raises WrongState for any other."""
    if upload.status != Status.STOPPED:
        raise WrongState("This upload has not stopped.")
    upload.status, upload.stopped_in, upload.problem = upload.stopped_in, "", ""
