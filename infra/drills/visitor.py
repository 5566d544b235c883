"""A visitor to the running demo: pages, forms and cookies over plain HTTP, with the time each answer took."""

import base64
import hashlib
import hmac
import http.client
import time
import urllib.parse
from dataclasses import dataclass
from html.parser import HTMLParser

LONGEST_WAIT = 60
Fields = dict[str, list[str]]


@dataclass(frozen=True)
class Answer:
    """What came back, and after how long."""

    status: int
    text: str
    location: str
    seconds: float


class Visitor:
    """One browser on one council's host."""

    def __init__(self, host: str, port: int) -> None:
        """Start without cookies."""
        self._host = host
        self._port = port
        self._cookies: dict[str, str] = {}

    def get(self, path: str) -> Answer:
        """Fetch a page, without following where it leads."""
        return self._ask("GET", path, "")

    def send_form(self, path: str, naming: str, **changed: str) -> Answer:
        """Fetch a page, change the form on it that has a field of this name, and send it to the page's address.

        Raises LookupError when there is no such form.
        """
        page = self.get(path)
        reader = FormReader()
        reader.feed(page.text)
        form = next((each for each in reader.forms if naming in each), None)
        if form is None:
            raise LookupError(f"{path} answered {page.status} without a form that has {naming}.")
        fields = form | {name: [value] for name, value in changed.items()}
        return self._ask("POST", path, urllib.parse.urlencode(fields, doseq=True))

    def _ask(self, method: str, path: str, body: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=LONGEST_WAIT)
        headers = {"Host": f"{self._host}:{self._port}", "Connection": "close"}
        if self._cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.monotonic()
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode("utf-8", "replace")
        finally:
            connection.close()
        for cookie in response.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.split(";", 1)[0].partition("=")
            self._cookies[name] = value
        return Answer(response.status, text, response.headers.get("Location", ""), time.monotonic() - began)


class FormReader(HTMLParser):
    """Reads the forms of a page, each as the fields that a browser would send."""

    def __init__(self) -> None:
        """Start with no forms."""
        super().__init__()
        self.forms: list[Fields] = []
        self._writing_in = ""
        self._choosing_for = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, or a field in the form that is open."""
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "form":
            self.forms.append({})
        elif not self.forms:
            return
        elif tag == "input" and name:
            self._note_input(name, given)
        elif tag == "textarea" and name:
            self._writing_in = name
            self.forms[-1][name] = [""]
        elif tag == "select":
            self._choosing_for = name
        elif tag == "option" and "selected" in given and self._choosing_for:
            self._add(self._choosing_for, given.get("value") or "")

    def handle_data(self, data: str) -> None:
        """Note what a text area holds."""
        if self._writing_in:
            self.forms[-1][self._writing_in][0] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        """Leave a text area or a list of options."""
        if tag == "textarea":
            self._writing_in = ""
        elif tag == "select":
            self._choosing_for = ""

    def _note_input(self, name: str, given: dict[str, str | None]) -> None:
        kind = given.get("type") or "text"
        if kind in {"submit", "button", "file"} or (kind in {"checkbox", "radio"} and "checked" not in given):
            return
        self._add(name, given.get("value") or "")

    def _add(self, name: str, value: str) -> None:
        self.forms[-1].setdefault(name, []).append(value)


def one_time_code(secret: str) -> str:
    """Return what an authenticator app shows now for this secret."""
    counter = int(time.time() // 30).to_bytes(8, "big")
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
