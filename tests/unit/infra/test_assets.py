"""Styles: nothing that only central government may use, nothing that points at a file we don't ship."""

import pytest

from infra.local.assets import copy_assets, without_government_marks


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
    (govuk / "govuk-frontend.min.js").write_text("export{a};//# sourceMappingURL=govuk-frontend.min.js.map")
    (leaflet / "leaflet.js").write_text("b;\n//# sourceMappingURL=leaflet.js.map")
    (leaflet / "leaflet.css").write_text("c{}")
    (leaflet / "images" / "layers.png").write_bytes(b"png")
    return tmp_path


def test_the_vendor_folder_is_filled_anew(modules, tmp_path):
    target = tmp_path / "vendor"
    target.mkdir()
    (target / "old.js").write_text("old")
    copy_assets(modules, target)
    files = sorted(str(path.relative_to(target)) for path in target.rglob("*") if path.is_file())
    assert files == [
        "govuk-frontend.min.css",
        "govuk-frontend.min.js",
        "leaflet/images/layers.png",
        "leaflet/leaflet.css",
        "leaflet/leaflet.js",
    ]
    assert (target / "govuk-frontend.min.js").read_text() == "export{a};"
