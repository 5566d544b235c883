"""Static files: named by their content, and compressed once."""

from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class CouncilStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # no type hints there
    """Compresses with gzip alone: brotli takes a minute over the admin's scripts and saves families nothing."""

    def create_compressor(self, **options: Any) -> Compressor:
        """A gzip compressor."""
        return Compressor(**options, use_brotli=False)
