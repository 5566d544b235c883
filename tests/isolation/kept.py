"""What is wrong with how long an answer may be kept, by the kind of answer that it is."""

from django.http.response import HttpResponseBase

SAME_FOR_ALL = frozenset(
    {"picture", "file", "council-css", "council-logo", "robots", "security-txt", "sitemap", "search-outline"}
)
"""What is no page: these say themselves that anybody may keep them."""


def directives(response: HttpResponseBase) -> set[str]:
    """The names in its `Cache-Control`."""
    parts = (part.strip() for part in response.headers.get("Cache-Control", "").split(","))
    return {part.partition("=")[0] for part in parts if part}


def kept_fault_of(response: HttpResponseBase, method: str, *, name: str, signed_in: bool) -> str:
    """What is wrong; empty when all is well."""
    said = directives(response)
    if not said:
        return "says nothing of how long it may be kept"
    if (response.status_code not in {200, 304} or method == "post") and "no-store" not in said:
        return "is kept though it may change"
    if "public" in said:
        return "" if name in SAME_FOR_ALL else "is kept for everybody"
    if signed_in and "no-store" not in said:
        return "is kept on a signed-in person's device"
    if "no-store" not in said and not {"private", "max-age"} <= said:
        return "doesn't say for whom and how long it is kept"
    return ""
