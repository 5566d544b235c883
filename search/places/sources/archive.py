"""Opens what operators have: a folder, a zip, a plain or gzipped text file."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol, cast

from search.places.errors import BadPostcodeFile


class Archive(Protocol):
    """The files of a folder, a zip or a single file, by name."""

    def names(self) -> list[str]:
        """Every file's path inside, sorted."""
        ...

    def open(self, name: str) -> IO[bytes]:
        """One of them for reading."""
        ...


class Folder:
    """A folder's files."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def names(self) -> list[str]:
        """Every file's path below the folder."""
        return sorted(file.relative_to(self._path).as_posix() for file in self._path.rglob("*") if file.is_file())

    def open(self, name: str) -> IO[bytes]:
        """One of them for reading."""
        return (self._path / name).open("rb")


class Zip:
    """A zip's files."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file

    def names(self) -> list[str]:
        """Every file's path inside the zip."""
        return sorted(name for name in self._file.namelist() if not name.endswith("/"))

    def open(self, name: str) -> IO[bytes]:
        """One of them for reading."""
        return self._file.open(name)


class SingleFile:
    """One file, unpacked when it is gzipped."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def names(self) -> list[str]:
        """Its name, without `.gz`."""
        return [self._path.name.removesuffix(".gz")]

    def open(self, name: str) -> IO[bytes]:
        """It, for reading."""
        return cast(IO[bytes], gzip.open(self._path)) if self._path.suffix == ".gz" else self._path.open("rb")


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open a path whatever its packing. Raises BadPostcodeFile when there is nothing to read there."""
    try:
        if path.is_dir():
            yield Folder(path)
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as file:
                yield Zip(file)
        else:
            path.stat()
            yield SingleFile(path)
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is damaged"
        raise BadPostcodeFile(f"{path} can't be read: {reason}.") from error


@contextmanager
def open_text(archive: Archive, name: str) -> Iterator[io.TextIOWrapper]:
    """A file's text in UTF-8, with or without its mark; other bytes are replaced: their row fails, not the file."""
    with (
        archive.open(name) as raw,
        io.TextIOWrapper(raw, encoding="utf-8-sig", errors="replace", newline="") as text,
    ):
        yield text
