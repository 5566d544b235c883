"""`/admin/upkeep/`."""

from typing import Final

from django.urls import path

from providers.upkeep.models import Kind
from providers.upkeep.views import contact, distinct, duplicates, lists, merged, own_words, several, suggested

app_name: Final = "upkeep"
urlpatterns = [
    path("", lists.services, {"which": "out-of-date"}, name="out-of-date"),
    path("incomplete/", lists.services, {"which": "incomplete"}, name="incomplete"),
    path("nobodys/", lists.services, {"which": "nobodys"}, name="nobodys"),
    path("broken-links/", lists.services, {"which": "broken-links"}, name="broken-links"),
    path("all/", lists.services, {"which": "all"}, name="all"),
    path("several/", several.several, name="several"),
    path("organisations/<uuid:uuid>/write/", contact.organisation, name="write-to-organisation"),
    path("duplicates/", duplicates.duplicates, name="duplicates"),
    path("duplicates/not/", duplicates.not_double, name="not-double"),
    path("duplicates/distinct/", distinct.distinct, name="distinct"),
    path("duplicates/distinct/<int:decision_id>/again/", distinct.again, name="ask-again"),
    path("duplicates/compare/", duplicates.compare, name="compare"),
    path("merged/", merged.merged, name="merged"),
    path("merged/services/<uuid:uuid>/", merged.split, {"kind": Kind.SERVICE}, name="split-service"),
    path("merged/organisations/<uuid:uuid>/", merged.split, {"kind": Kind.ORGANISATION}, name="split-organisation"),
    path("own-words/", own_words.terms, name="own-words"),
    path("own-words/<str:code>/", own_words.one_term, name="own-words-of"),
    path("suggested/", suggested.waiting, name="suggested"),
    path("suggested/<int:suggestion_id>/", suggested.answer, name="answer"),
]
