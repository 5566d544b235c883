"""No module without a layer: `.importlinter` names each package's modules, and its contracts are exhaustive."""

from configparser import ConfigParser
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[3]
ROOMS = {
    "cms": "cms",
    "providers": "providers",
    "search": "search",
    "tenants": "tenants",
    "localoffer": "platform/localoffer",
}


def test_every_package_has_an_exhaustive_contract():
    without = sorted(set(_packages()) - _containers_of_exhaustive_contracts())

    assert without == []


def test_every_app_keeps_to_the_layers_that_all_apps_have():
    apps = {package for package, folder in _packages().items() if (folder / "apps.py").exists() and "." in package}

    assert sorted(apps - _containers("every-app") - {"tenants.desk"}) == []  # the desk has none of those layers


@pytest.mark.parametrize("contract", ["rooms", "tenants", "providers", "cms", "search", "every-app"])
def test_a_title_says_the_rule(contract):
    assert len(_contracts()[f"importlinter:contract:{contract}"]["name"].split()) > 4


def _packages() -> dict[str, Path]:
    """The rooms and the packages straight below them that hold modules."""
    found = {}
    for room, path in ROOMS.items():
        folder = REPOSITORY / path
        found[room] = folder
        for inner in sorted(folder.iterdir()):
            modules = [file for file in inner.glob("*.py") if file.name != "__init__.py"]
            if room != "localoffer" and inner.name not in {"templatetags", "migrations"} and modules:
                found[f"{room}.{inner.name}"] = inner
    return found


def _contracts() -> ConfigParser:
    parser = ConfigParser()
    parser.read(REPOSITORY / ".importlinter")
    return parser


def _containers(contract: str) -> set[str]:
    return set(_contracts()[f"importlinter:contract:{contract}"].get("containers", "").split())


def _containers_of_exhaustive_contracts() -> set[str]:
    parser = _contracts()
    exhaustive = [name for name in parser.sections() if parser[name].get("exhaustive") == "True"]
    return {each for name in exhaustive for each in parser[name]["containers"].split()}
