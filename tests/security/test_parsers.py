"""A new parser of what strangers send is found here, and gets its line: what bounds it."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("tenants", "search", "providers", "cms", "platform/localoffer")
PARSERS = {
    *("csv", "openpyxl", "tablib", "zipfile", "tarfile", "gzip", "bz2", "lzma", "zlib", "PIL", "pillow_heif", "docx"),
    *("pypdf", "bs4", "nh3", "lxml", "xml", "html5lib", "defusedxml", "email", "difflib"),
    *("pickle", "marshal", "plistlib", "tomllib", "yaml"),
}
WRITES = "it writes only"
OPERATORS = "an operator's own file, in a command, row by row"
OURS = "files of the repository"
BOUNDED = {
    "providers.imports.foreign.merged_cells": "budgets: overview of a workbook; so many merges: _MOST",
    "cms.duties.register": OURS,
    "cms.editions.services.made": WRITES,
    "cms.starter.tree": OURS,
    "providers.imports.foreign.profiles": OURS,
    "providers.imports.meanings": OURS,
    "providers.imports.foreign.sheets": "budgets: overview of a workbook, overview of a CSV, rows of a CSV",
    "providers.imports.listing_csv.tables": "budgets: rows of a CSV",
    "providers.imports.listing_csv.cells": "budgets: a cell in every column",
    "providers.links.page_links": "budgets: links of a school's page",
    "providers.listings.logo_checks": "pixels and bytes, as photos: tests/unit/listings/test_logo_checks.py",
    "providers.listings.file_checks": "pixels, bytes and parts, first: tests/unit/listings/test_file_checks.py",
    "cms.pages.image_forms": "pixels, of all frames together: MOST_MOVING",
    "search.places.authorities": OURS,
    "search.places.gazetteer": OURS,
    "search.places.sources.archive": OPERATORS,
    "search.places.sources.code_point": OPERATORS,
    "search.places.sources.files": OPERATORS,
    "search.places.sources.headed": OPERATORS,
    "search.understanding.danger_score": OURS,
    "search.understanding.languages": OURS,
    "search.understanding.lexicon": OURS,
    "search.shortlist.services": WRITES,
    "search.analytics.pack": WRITES,
    "tenants.exports.files": WRITES,
    "tenants.fetching.fetch": "bytes as they are unpacked: tests/security/test_fetching.py",
    "tenants.files.elements": "confined, with as many elements as it counts: tests/unit/files/test_documents.py",
    "tenants.files.packages": "confined, with parts and what they unpack to: tests/unit/files/test_confined.py",
    "tenants.text.cells": WRITES,
    "tenants.mail.delivery_reports": "budgets: a mail that came back",
    "tenants.typed.refill": "a page of ours, with answers of the length that forms take",
    "localoffer.demo.drawing": WRITES,
    "localoffer.demo.load": OURS,
}


@cache
def _texts():
    """Every module's text by its name."""
    return dict(_read())


def _read():
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            if "migrations" not in path.parts:
                name = ".".join(
                    path.relative_to(ROOT / "platform" if "localoffer" in room else ROOT).with_suffix("").parts
                )
                yield name.removesuffix(".__init__"), path.read_text()


def _imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _parsing():
    trees = ((name, ast.parse(text)) for name, text in _texts().items())
    return {name for name, tree in trees if {each.partition(".")[0] for each in _imported(tree)} & PARSERS}


def test_each_module_that_parses_says_what_bounds_it():
    assert sorted(_parsing() ^ BOUNDED.keys()) == []


def test_no_differ_of_the_third_power_is_left():
    suspects = {name: ast.parse(text) for name, text in _texts().items() if "SequenceMatcher" in text}
    assert [name for name, tree in suspects.items() if "SequenceMatcher" in ast.dump(tree)] == []
