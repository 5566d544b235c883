"""What a shortlist shows: its services as families' results know them."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from search.documents import Hit, SearchDocument
from search.index.models import SearchRow
from search.shortlist.signed_lists import read_list, sign_list
from tenants.councils.links import absolute_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortlist:
    """A list of services in the order in which they were saved; those no longer listed are only counted."""

    ids: tuple[str, ...]
    hits: tuple[Hit, ...]
    made_on: date

    @property
    def gone_ids(self) -> tuple[str, ...]:
        """The services of it that families can no longer find."""
        found = {hit.document.uuid for hit in self.hits}
        return tuple(each for each in self.ids if each not in found)

    @property
    def gone(self) -> int:
        """How many these are."""
        return len(self.gone_ids)

    @property
    def path_without_gone(self) -> str:
        """The list's own page with those alone that families can find."""
        found = ",".join(hit.document.uuid for hit in self.hits)
        return f"{reverse('shortlist')}?ids={found}" if found else reverse("shortlist")

    @property
    def query(self) -> str:
        """The query string that carries the whole list."""
        return f"ids={','.join(self.ids)}"

    @property
    def path(self) -> str:
        """The list's own page."""
        return f"{reverse('shortlist')}?{self.query}" if self.ids else reverse("shortlist")

    @property
    def share_url(self) -> str:
        """The full address that shows others this list as it is today."""
        return absolute_url(f"{reverse('shortlist')}?list={sign_list(self.ids, self.made_on)}")

    def without(self, uuid: str) -> str:
        """The query string of the list without one service, which it can put back."""
        others = ",".join(each for each in self.ids if each != uuid)
        return f"ids={others}&removed={uuid}" if others else f"removed={uuid}"


def shortlist_of(ids: tuple[str, ...], made_on: date | None = None) -> Shortlist:
    """The list of these services of the open council, in one query. An id of no service of it counts as gone."""
    found = documents_of(ids)
    hits = tuple(Hit(document=found[each]) for each in ids if each in found)
    return Shortlist(ids=ids, hits=hits, made_on=made_on or timezone.localdate())


def shared_shortlist(token: str) -> Shortlist:
    """The list of a link that was shared; raises BadSaved for a link that isn't this council's or was altered."""
    return shortlist_of(*read_list(token))


def documents_of(ids: tuple[str, ...]) -> dict[str, SearchDocument]:
    """The services that families can find, by id."""
    if not ids:
        return {}
    keys = {f"service:{each}": each for each in ids}
    rows = SearchRow.objects.filter(key__in=keys, deleted=False).values_list("key", "body")
    return {keys[key]: SearchDocument.from_json(body) for key, body in rows}
