"""What a family's browser loads for a page of results, and from whom."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin, urlsplit

from infra.benchmarks.queries import families_queries, query_string
from infra.benchmarks.servers import Web
from infra.benchmarks.table import Target, yes_or_no
from infra.benchmarks.world import World

LISTINGS: Final = 5_000
LIMIT: Final = Target(limit=60, unit=" kB")
_IN_STYLES: Final = re.compile(r"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)")
_LOADING_LINKS: Final = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon"}


class _Loaded(HTMLParser):
    """The addresses that a browser loads for a page without being asked."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the tag loads."""
        given = {name: value or "" for name, value in attrs}
        if tag == "link" and _LOADING_LINKS & set(given.get("rel", "").split()):
            self.addresses.append(given.get("href", ""))
        elif tag in {"script", "img", "iframe", "source", "video", "audio", "embed"} and given.get("src"):
            self.addresses.append(given["src"])
        if given.get("srcset"):
            self.addresses += [choice.split()[0] for choice in given["srcset"].split(",")]


def measure(world: World) -> list[tuple[str, ...]]:
    """The heaviest of the families' pages with all it loads, compressed; and how much of it comes from elsewhere."""
    town, web = world.full_town(LISTINGS), world.web("postgres")
    paths = [f"/search/?{query_string(query)}" for query in families_queries(town.spots)]
    heaviest = max(paths, key=lambda path: len(web.get(town.host, path).body))
    page = web.get(town.host, heaviest)
    addresses = set(loaded_by(page.text, f"http://{town.host}{heaviest}"))
    own = sorted(address for address in addresses if urlsplit(address).hostname == town.host)
    weights = {address: _weight(web, town.host, address) for address in own}
    kilobytes = (len(page.body) + sum(weights.values())) / 1000
    parts = f"HTML {len(page.body) / 1000:.1f} kB and {len(own)} files {sum(weights.values()) / 1000:.1f} kB"
    elsewhere = len(addresses) - len(own)
    return [
        ("a search page's weight, compressed", f"{kilobytes:.1f} kB", parts, "", str(LIMIT),
         yes_or_no(LIMIT.holds(kilobytes))),
        ("its requests to third parties", str(elsewhere), "", "", "0", yes_or_no(elsewhere == 0)),
    ]  # fmt: skip


def loaded_by(html: str, address: str) -> Iterator[str]:
    """The whole addresses that a page at an address loads by itself, data addresses left out."""
    reader = _Loaded()
    reader.feed(html)
    found = (urljoin(address, each) for each in reader.addresses if each)
    return (each for each in found if urlsplit(each).scheme != "data")


def _weight(web: Web, host: str, address: str) -> int:
    """A file's bytes as sent; of a style sheet with every picture and font it names, whether used here or not."""
    reply = web.get(host, urlsplit(address).path, accept="br, gzip")
    weight = len(reply.body)
    if reply.headers.get("content-type", "").startswith("text/css"):
        styles = web.get(host, urlsplit(address).path, accept="identity").body.decode()
        named = {urljoin(address, each) for each in _IN_STYLES.findall(styles) if not each.startswith("data:")}
        weight += sum(len(web.get(host, urlsplit(each).path).body) for each in named)
    return weight
