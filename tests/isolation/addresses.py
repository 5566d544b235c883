"""Every address of the council's URLconf, and the rule of each of ours: who may open it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLResolver, get_resolver

URLCONF = "localoffer.urls.council"
OUR_ROOMS = ("localoffer", "tenants", "cms", "search", "providers")

EVERYBODY = frozenset({"anonymous", "provider", "officer", "manager", "commissioner"})
READ_BY_OFFICERS = frozenset({"provider", "officer"})
OFFICER = frozenset({"officer"})
MANAGER = frozenset({"manager"})
SIGNED_IN = frozenset({"provider", "officer", "manager", "commissioner"})
CLAIMANT = frozenset({"provider"})
MAIL_KEEPERS = frozenset({"officer", "manager"})
STAFF = frozenset({"officer", "manager", "commissioner"})
REPORT_READERS = frozenset({"manager", "commissioner"})

PROVIDER = frozenset({"provider"})
UPLOAD_PAGES = [
    *("index", "template", "detail", "columns", "sheet", "words"),
    *("confirm", "go-on", "undo", "discard", "progress", "report"),
]

RULES = {
    "search": EVERYBODY,
    "api-search": EVERYBODY,
    "api-search-points": EVERYBODY,
    "api-suggest": EVERYBODY,
    "shortlist": EVERYBODY,
    "shortlist-email": EVERYBODY,
    "page-problem": EVERYBODY,
    **dict.fromkeys(("feedback", "feedback-find", "feedback-thanks", "receipt", "receipt-erase"), EVERYBODY),
    **dict.fromkeys(("you-said-we-did", "you-said-feed", "you-said-one"), EVERYBODY),
    **dict.fromkeys(("voice:queue", "voice:enter", "voice:comment"), OFFICER),
    "voice:settings": MANAGER,
    "search-outline": EVERYBODY,
    "council-css": EVERYBODY,
    **dict.fromkeys(("print", "print-whole", "print-search", "copy", "copy-told"), EVERYBODY),
    "print-list": EVERYBODY,
    "robots": EVERYBODY,
    "security-txt": EVERYBODY,
    "sitemap": EVERYBODY,
    "service-short": EVERYBODY,
    "service": EVERYBODY,
    "file": EVERYBODY,
    "picture": EVERYBODY,
    "wagtaildocs_serve": EVERYBODY,
    "advice": EVERYBODY,
    "stop-mails": EVERYBODY,
    "still-correct": EVERYBODY,
    "portal:dashboard": SIGNED_IN,
    "portal:start": SIGNED_IN,
    "portal:waiting": SIGNED_IN,
    "portal:new-organisation": SIGNED_IN,
    "portal:new-organisation-of-kind": SIGNED_IN,
    "portal:find": SIGNED_IN,
    "portal:claim-organisation": SIGNED_IN,
    "portal:claim-service": SIGNED_IN,
    "portal:withdraw-claim": CLAIMANT,
    "people:claims": OFFICER,
    "people:claim": OFFICER,
    "people:set-up": OFFICER,
    **{f"staff:{name}": MANAGER for name in ("index", "person", "suspend", "let-back-in", "remove")},
    **dict.fromkeys(("staff:resend", "staff:withdraw"), MANAGER),
    "join-council": EVERYBODY,
    **{f"council-settings:{name}": MANAGER for name in ("details", "logo", "go-live")},
    "council-logo": EVERYBODY,
    "your_account": SIGNED_IN,
    "staff_account": STAFF,
    "change_address": SIGNED_IN,
    "ask_for_sign_in_link": EVERYBODY,
    "sign_in_link_sent": EVERYBODY,
    "sign_in_by_link": EVERYBODY,
    "portal:organisation": READ_BY_OFFICERS,
    "portal:submit-organisation": READ_BY_OFFICERS,
    "portal:withdraw-organisation": READ_BY_OFFICERS,
    "portal:new-service": READ_BY_OFFICERS,
    "portal:people": READ_BY_OFFICERS,
    "portal:member": READ_BY_OFFICERS,
    "portal:remove-member": READ_BY_OFFICERS,
    "portal:take-back-invitation": READ_BY_OFFICERS,
    "portal:invitation": EVERYBODY,
    "portal:service": READ_BY_OFFICERS,
    "portal:preview": READ_BY_OFFICERS,
    "reported-facts": READ_BY_OFFICERS,
    "portal:service-messages": READ_BY_OFFICERS,
    "portal:organisation-messages": READ_BY_OFFICERS,
    "conversations:service": OFFICER,
    "conversations:organisation": OFFICER,
    "people:keep-organisation": OFFICER,
    "edits:add-to-organisation": OFFICER,
    "portal:submit": READ_BY_OFFICERS,
    "portal:withdraw": READ_BY_OFFICERS,
    "portal:closed": READ_BY_OFFICERS,
    "portal:shown": READ_BY_OFFICERS,
    "portal:still-correct": READ_BY_OFFICERS,
    "portal:school-checks": READ_BY_OFFICERS,
    "portal:poster": READ_BY_OFFICERS,
    "portal:qr-code": READ_BY_OFFICERS,
    "portal:suggest": READ_BY_OFFICERS,
    "portal:files": READ_BY_OFFICERS,
    "portal:new-place": READ_BY_OFFICERS,
    "portal:place": READ_BY_OFFICERS,
    "portal:remove-place": READ_BY_OFFICERS,
    "portal:page": READ_BY_OFFICERS,
    "review:queue": OFFICER,
    "review:approve_chosen": OFFICER,
    "review:later": OFFICER,
    "review:checked": OFFICER,
    "review:without_review": OFFICER,
    "review:words": OFFICER,
    "review:settings": MANAGER,
    "review:assign": OFFICER,
    "review:comment": OFFICER,
    "review:undo": OFFICER,
    "review:change": OFFICER,
    "review:preview": OFFICER,
    "review:listings": OFFICER,
    "review:service": OFFICER,
    "review:organisation": OFFICER,
    **{f"edits:{name}": OFFICER for name in ("service", "check", "page", "new-place", "place", "remove-place")},
    **{f"edits:{name}": OFFICER for name in ("organisation", "check-organisation", "waiting", "decide")},
    "guidance_documents:chosen": MAIL_KEEPERS,
    "taxonomy:needs": frozenset({"officer", "manager"}),
    "taxonomy:terms": frozenset({"officer", "manager"}),
    "taxonomy:add": frozenset({"officer", "manager"}),
    "taxonomy:change": frozenset({"officer", "manager"}),
    "taxonomy:merge": frozenset({"officer", "manager"}),
    "taxonomy:retire": frozenset({"officer", "manager"}),
    "taxonomy:bring-back": frozenset({"officer", "manager"}),
    "audit:trail": frozenset({"officer", "manager"}),
    "audit:entry": frozenset({"officer", "manager"}),
    **dict.fromkeys(("mails:index", "mails:edit", "mails:standard", "mails:outbox"), MAIL_KEEPERS),
    **dict.fromkeys(("mails:again", "mails:note-address", "mails:address-works"), MAIL_KEEPERS),
    "assurance:months": frozenset({"manager"}),
    **{f"upkeep:{name}": OFFICER for name in ("out-of-date", "incomplete", "nobodys", "broken-links", "all")},
    **{f"upkeep:{name}": OFFICER for name in ("several", "write-to-organisation", "suggested", "answer")},
    **{f"upkeep:{name}": OFFICER for name in ("own-words", "own-words-of")},
    **{
        f"upkeep:{name}": OFFICER for name in ("duplicates", "not-double", "distinct", "ask-again", "compare", "merged")
    },
    **{f"upkeep:split-{kind}": OFFICER for kind in ("service", "organisation")},
    **{f"uploads:{name}": PROVIDER for name in (*UPLOAD_PAGES, "export")},
    **{f"council-uploads:{name}": OFFICER for name in (*UPLOAD_PAGES, "gone")},
    **{f"council-uploads:{name}": OFFICER for name in UPLOAD_PAGES},
    **{f"editions:{name}": MAIL_KEEPERS for name in ("index", "make", "cancel", "progress")},
    **dict.fromkeys(("helpline:index", "helpline:pack"), MAIL_KEEPERS),
    **{f"copies:{name}": MAIL_KEEPERS for name in ("index", "enter", "copy", "letter")},
    **dict.fromkeys(("exports:index", "exports:ask"), MAIL_KEEPERS),
    **{f"exports:{name}": OFFICER for name in ("detail", "progress", "file")},
    **{f"duties:{name}": STAFF for name in ("register", "print", "history", "occasions", "duty")},
    **{f"duties:{name}": MAIL_KEEPERS for name in ("name-page", "drop-page", "sign", "note")},
    **{f"duties:{name}": MANAGER for name in ("public", "words", "excuse")},
    "duties:sign-health": frozenset(),
    "what-we-cover": EVERYBODY,
    "analytics:searches": REPORT_READERS,
    "analytics:unmet-need": REPORT_READERS,
    "analytics:pack": REPORT_READERS,
    "analytics:pack-zip": REPORT_READERS,
    "analytics:table": REPORT_READERS,
}
"""Who may open an address for an object of their own council. A new address without a rule fails a test."""


SET_UP_BY_OFFICERS = frozenset(
    {"portal:people", "portal:member", "portal:remove-member", "portal:take-back-invitation"}
)
"""What officers write too, when they set an organisation up by phone."""


def may(role: str, method: str, name: str) -> bool:
    """Whether a role may use an address: officers read what providers write, and write none of it."""
    if method == "post" and RULES[name] == READ_BY_OFFICERS and name not in SET_UP_BY_OFFICERS:
        return role == "provider"
    return role in RULES[name]


@dataclass(frozen=True)
class Address:
    """One pattern of the URLconf."""

    name: str
    arguments: frozenset[str]
    ours: bool
    pattern: str
    view: Any

    def needs_an_object(self) -> bool:
        """Whether the address is about one council's object; kinds, vocabularies and codes are words that all share."""
        return bool(self.arguments - {"kind", "vocabulary", "code", "duty"})


def every_address() -> Iterator[Address]:
    """All addresses, ours and third parties', that have a name."""
    yield from _walk(get_resolver(URLCONF), "", "", frozenset())


def _walk(resolver: Any, prefix: str, namespace: str, arguments: frozenset[str]) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        names = arguments | set(entry.pattern.regex.groupindex)
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, pattern, inner, names)
        elif entry.name:
            view = getattr(entry.callback, "view_class", entry.callback)
            ours = view.__module__.split(".")[0] in OUR_ROOMS
            yield Address(f"{namespace}{entry.name}", frozenset(names), ours, pattern, entry.callback)
