"""`/admin/upkeep/`."""

from typing import Final

from django.urls import path

from providers.upkeep.views import contact, lists, several

app_name: Final = "upkeep"
urlpatterns = [
    path("", lists.services, {"which": "out-of-date"}, name="out-of-date"),
    path("incomplete/", lists.services, {"which": "incomplete"}, name="incomplete"),
    path("nobodys/", lists.services, {"which": "nobodys"}, name="nobodys"),
    path("broken-links/", lists.services, {"which": "broken-links"}, name="broken-links"),
    path("all/", lists.services, {"which": "all"}, name="all"),
    path("several/", several.several, name="several"),
    path("organisations/<uuid:uuid>/write/", contact.organisation, name="write-to-organisation"),
]
