"""Every door to what families see: what puts a version live, and what changes it without one.

`tests/unit/project/test_publication.py` holds these tables equal to the source, and
`tests/integration/review/test_doors.py` tries each door that puts words live under each of the council's rules.
"""

from collections.abc import Mapping
from typing import Final

PUBLISH: Final = frozenset(
    {
        "publish_directly",
        "publish_or_send",
        "publish_organisations",
        "publish_services",
        "publish_again",
        "let_pass",
        "approve_locked",
        "approve_by_rules",
    }
)
"""The functions that put a version live; each asks `needed_to_go_live`, or lets pass what reviewers approved."""

DOORS: Final[Mapping[str, tuple[str, ...]]] = {
    "platform/localoffer/demo/details.py": (),
    "platform/localoffer/demo/logos.py": (),
    "providers/edits/services/going_live.py": ("council edit",),
    "providers/imports/services/writer.py": ("spreadsheet by page", "spreadsheet by command", "undone upload"),
    "providers/review/services/automatic.py": ("automatic approval",),
    "providers/review/services/bulk.py": ("bulk approval",),
    "providers/review/services/bulk_publication.py": ("organisation beside its service",),
    "providers/review/services/corrections.py": ("correction by an officer",),
    "providers/review/services/council_versions.py": ("needs and topics", "merge"),
    "providers/review/services/submissions.py": ("form", "approval", "organisation's details", "earlier version"),
    "providers/review/services/undo.py": ("undone decision",),
    "providers/uploads/services/undo.py": ("undone upload", "provider's undone upload"),
    "providers/upkeep/services/merge_organisations.py": ("split of organisations",),
    "providers/upkeep/services/merge_services.py": ("merge",),
    "providers/upkeep/services/terms.py": ("needs and topics",),
}
"""The files that call one of them, with the doors that lead there. The demo's own listings are no door."""

BESIDES: Final[Mapping[str, str]] = {
    "platform/localoffer/demo/assurances.py": "the demo's dates of checks",
    "providers/imports/services/writer.py": "after publishing, and a provider's waiting times",
    "providers/listings/apps.py": "a retired need is taken off: officers keep the terms, and no words change",
    "providers/listings/receivers.py": "after publishing, and a term's own words, which the council keeps",
    "providers/listings/services/checks.py": "who checked a listing, and when: dates without words",
    "providers/listings/services/listings.py": "an officer moves a service to another organisation: no words change",
    "providers/listings/services/search_rows.py": "the functions themselves",
    "providers/listings/services/state.py": "closed for now, hidden, put away, and the words said with it",
    "providers/listings/services/suspension.py": "officers hide a listing, or show what was live again",
    "providers/listings/services/waiting_times.py": "how long families wait",
    "providers/review/services/undo.py": "the day of the version that came back",
}
"""What else refreshes what families find, and why no version goes live by it."""
REFRESH: Final = frozenset({"refresh_search_row", "refresh_search_rows"})
