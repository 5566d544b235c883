"""Tests on the open data beside the checkout (`../shared/data`). Where it is absent they are left out and counted."""

from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
LEFT_OUT = "the open data are not beside this checkout: "


def needs_open_data(*names: str) -> pytest.MarkDecorator:
    """Leaves a test out unless these files are under the open data."""
    missing = [name for name in names if not (DATA / name).exists()]
    return pytest.mark.skipif(bool(missing), reason=f"{LEFT_OUT}{', '.join(missing)}")
