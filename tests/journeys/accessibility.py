"""axe-core in a page, whether the page scrolls sideways, and what a screen reader would say twice."""

from pathlib import Path
from typing import Any
from weakref import WeakSet

from playwright.sync_api import BrowserContext, Page

HERE = Path(__file__).resolve().parent
AXE = HERE.parents[1] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 1280)
WITHOUT_SCRIPTS: "WeakSet[BrowserContext]" = WeakSet()
"""Where no script runs: whoever waits there for one to end waits for ever."""
WIDE = "document.documentElement && [document.documentElement.scrollWidth, window.innerWidth]"
SETTLED = """async () => {
  const fading = document.getAnimations().filter((one) => one instanceof CSSTransition);
  await Promise.allSettled(fading.map((one) => one.finished));
}"""


def faults(page: Page) -> list[str]:
    """What axe finds wrong with the page as it is now, a line each. Axe is a script."""
    assert page.context not in WITHOUT_SCRIPTS, "Look for faults in a page with scripts."
    page.wait_for_load_state()
    page.evaluate(SETTLED)  # a message that is still fading in has too little contrast
    page.evaluate(AXE.read_text())
    found: dict[str, Any] = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [
        f"{page.url} {violation['id']}: {node['html'][:160]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def sideways(page: Page) -> list[str]:
    """A page wider than its window, as a one-line list; empty when it fits."""
    page.wait_for_load_state()
    wide, window = page.wait_for_function(WIDE).json_value()  # between two pages there is no document for a moment
    return [f"{page.url} is {wide} px wide in a window of {window} px"] if wide > window else []


def said_twice(page: Page) -> list[str]:
    """What a screen reader would say twice, a line each: the name of a list and its first words or its heading, two
    live regions, or the button that was just pressed and a live region."""
    page.wait_for_load_state()
    found: list[str] = page.evaluate((HERE / "said_twice.js").read_text())
    return [f"{page.url} {each}" for each in found]
