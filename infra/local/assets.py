"""`python -m infra.local.assets`: fetch styles, scripts and fonts with npm and copy what we use into place.

With `--dev` npm fetches the tools of the tests and checks too, ten times as much.

The crown and the GDS Transport font are licensed to central government alone, so neither is copied.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from infra.local.errors import LocalError
from infra.local.places import REPOSITORY
from infra.local.supervisor import say

MODULES = REPOSITORY / "node_modules"
TARGET = REPOSITORY / "platform" / "localoffer" / "static" / "vendor"
SOURCE_MAP = re.compile(r"(/\*# sourceMappingURL=\S+ \*/|//# sourceMappingURL=\S+)\s*$")
FONT_FACE = re.compile(r"@font-face\{[^}]*\}")
FONTS = (
    "atkinson-hyperlegible/400Regular/AtkinsonHyperlegible_400Regular atkinson-hyperlegible/700Bold/"
    "AtkinsonHyperlegible_700Bold noto-emoji/400Regular/NotoEmoji_400Regular "
    + " ".join(
        f"noto-sans{script.lower()}/{weight}/NotoSans{script.strip('-')}_{weight}"
        for script in ("", "-Arabic", "-Bengali", "-Devanagari", "-Gujarati", "-Gurmukhi", "-Tamil")
        for weight in ("400Regular", "700Bold")
    )
).split()
"""Of editions on paper, as files of Expo's packages of Google's fonts, all under the SIL Open Font License."""
CREST = re.compile(r"url\(/assets/images/govuk-crest\.svg\)")


def install(modules: Path = MODULES, target: Path = TARGET, *, dev: bool = False) -> None:
    """Fetch the packages of package-lock.json and fill the vendor folder; raise LocalError when npm can't.

    `dev` fetches the tools of the tests and checks too; without it, npm removes those that an earlier run fetched.
    """
    npm = shutil.which("npm") or shutil.which("npm", path=str(REPOSITORY / ".venv" / "bin"))
    if npm is None:
        raise LocalError("npm was not found: run make again, which installs one, or install Node.")
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel", "error"]
    if not dev:
        command.append("--omit=dev")
    if subprocess.run(command, cwd=modules.parent, check=False).returncode:
        raise LocalError("npm could not fetch the styles and scripts: check the network and try again.")
    copy_assets(modules, target)


def copy_assets(modules: Path, target: Path) -> None:
    """Copy the prebuilt files we use, without source maps, crown or Transport font."""
    shutil.rmtree(target, ignore_errors=True)
    (target / "leaflet").mkdir(parents=True)
    govuk = modules / "govuk-frontend" / "dist" / "govuk"
    leaflet = modules / "leaflet" / "dist"
    styles = (govuk / "govuk-frontend.min.css").read_text()
    (target / "govuk-frontend.min.css").write_text(without_government_marks(styles))
    for source, name in (
        (leaflet / "leaflet.css", "leaflet/leaflet.css"),
        (leaflet / "leaflet.js", "leaflet/leaflet.js"),
    ):
        (target / name).write_text(SOURCE_MAP.sub("", source.read_text()))
    shutil.copytree(leaflet / "images", target / "leaflet" / "images")
    (target / "fonts").mkdir()
    for font in FONTS:
        shutil.copy(modules / "@expo-google-fonts" / f"{font}.ttf", target / "fonts")


def without_government_marks(styles: str) -> str:
    """Return GOV.UK Frontend's styles without its font files, its font's name and the royal crest."""
    plain = FONT_FACE.sub("", SOURCE_MAP.sub("", styles))
    return CREST.sub("none", plain).replace("GDS Transport,arial", "arial")


def main() -> int:
    """Run as a command; an error that a person can put right is one sentence and exit status 1."""
    try:
        install(dev="--dev" in sys.argv)
    except LocalError as error:
        print(error, file=sys.stderr)
        return 1
    say(f"Styles and scripts are in {TARGET.relative_to(REPOSITORY)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
