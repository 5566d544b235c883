"""Settings from files, as container engines and systemd hand over secrets: `X_FILE` names the file that holds `X`."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

SUFFIX = "_FILE"


class WithFiles(Mapping[str, str]):
    """An environment whose variables may each be in a file; the line break at its end is no part of the value.

    Reading one raises ImproperlyConfigured, in a sentence that names it and shows no value, where both are given or
    the file is missing, empty or no text.
    """

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = given

    def __getitem__(self, name: str) -> str:
        path = self._given.get(name + SUFFIX)
        if not path:
            return self._given[name]
        if self._given.get(name):
            raise ImproperlyConfigured(f"Set {name} or {name}{SUFFIX}, not both.")
        try:
            value = Path(path).read_text().rstrip("\r\n")
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is no text"
            raise ImproperlyConfigured(f"The file of {name}{SUFFIX} can't be read: {reason}.") from error
        if not value:
            raise ImproperlyConfigured(f"The file of {name}{SUFFIX} is empty.")
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)
