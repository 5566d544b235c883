"""Styles: nothing that only central government may use, nothing that points at a file we don't ship."""

import subprocess

import pytest

from infra.local.assets import FONTS, copy_assets, without_government_marks
from infra.local.places import REPOSITORY


def test_font_files_and_crest_are_gone():
    styles = (
        "@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2)}"
        ".a{font-family:GDS Transport,arial,sans-serif}"
        ".b{background-image:url(/assets/images/govuk-crest.svg)}\n/*# sourceMappingURL=x.css.map */\n"
    )
    assert without_government_marks(styles) == ".a{font-family:arial,sans-serif}.b{background-image:none}\n"


@pytest.fixture
def modules(tmp_path):
    govuk = tmp_path / "govuk-frontend/dist/govuk"
    leaflet = tmp_path / "leaflet/dist"
    (leaflet / "images").mkdir(parents=True)
    govuk.mkdir(parents=True)
    (govuk / "govuk-frontend.min.css").write_text("a{}")
    (leaflet / "leaflet.js").write_text("b;\n//# sourceMappingURL=leaflet.js.map")
    (leaflet / "leaflet.css").write_text("c{}")
    (leaflet / "images" / "layers.png").write_bytes(b"png")
    for font in FONTS:
        path = tmp_path / "@expo-google-fonts" / f"{font}.ttf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path


def test_the_vendor_folder_is_filled_anew(modules, tmp_path):
    target = tmp_path / "vendor"
    target.mkdir()
    (target / "old.js").write_text("old")
    copy_assets(modules, target)
    files = sorted(str(path.relative_to(target)) for path in target.rglob("*") if path.is_file())
    assert files == [
        *sorted(f"fonts/{font.rpartition('/')[2]}.ttf" for font in FONTS),
        "govuk-frontend.min.css",
        "leaflet/images/layers.png",
        "leaflet/leaflet.css",
        "leaflet/leaflet.js",
    ]
    assert (target / "leaflet" / "leaflet.js").read_text() == "b;\n"


@pytest.mark.parametrize("tools", [True, False], ids=["tools", "no tools"])
def test_a_demo_after_new_packages_keeps_the_tools_of_the_checks_where_they_are(tmp_path, tools):
    (tmp_path / ".venv").mkdir()
    (tmp_path / "infra/local").mkdir(parents=True)
    for name in ("package.json", "package-lock.json", "infra/local/assets.py", ".venv/.packages"):
        (tmp_path / name).touch()
    if tools:
        (tmp_path / ".venv/.dev-assets").touch()
    command = ["make", "--dry-run", "--old-file", ".venv/.packages", "--makefile", REPOSITORY / "Makefile"]
    told = subprocess.run([*command, ".venv/.assets"], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert "infra.local.assets" in told
    assert ("--dev" in told) is tools
    assert "rm -f" not in told
