"""The links of a page of other people's, read in a process of its own: what is nested without end takes minutes."""

from urllib.parse import urldefrag, urljoin

from bs4 import BeautifulSoup


def links_of(body: bytes, url: str) -> list[tuple[str, str]]:
    """The addresses of a page's links with their words."""
    soup = BeautifulSoup(body, "html.parser")
    found = []
    for anchor in soup.find_all("a", href=True):
        try:
            address = urldefrag(urljoin(url, str(anchor["href"]))).url
        except ValueError:
            continue
        found.append((address, anchor.get_text(" ", strip=True)))
    return found
