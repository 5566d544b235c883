"""Static files: named by their content, and compressed once."""

from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class CouncilStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # no type hints there
    """Compresses with gzip alone: brotli takes a minute over the admin's scripts and saves families nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._addresses: dict[str | None, str] = {}

    def create_compressor(self, **options: Any) -> Compressor:
        """A gzip compressor."""
        return Compressor(**options, use_brotli=False)

    def url(self, name: str | None, force: bool = False) -> str:
        """The address of a file, worked out once: a page names a dozen, and they stay while a process lives."""
        if name not in self._addresses:
            self._addresses[name] = super().url(name, force)
        return self._addresses[name]
