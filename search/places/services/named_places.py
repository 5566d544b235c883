"""Fills the table of named places from the wards and the list of towns."""

from django.db import transaction

from search.places.gazetteer import names_in, towns
from search.places.models import NamedPlace, PostcodeArea, Ward
from search.places.text import key_of


@transaction.atomic
def rebuild_named_places() -> int:
    """Work every named place out again; gives how many there are. A town of the list goes before a ward's name."""
    places = _ward_places()
    for place in _town_places():
        places[place.key, place.district] = place
    NamedPlace.objects.all().delete()
    NamedPlace.objects.bulk_create(places.values(), batch_size=2000)
    return len(places)


def _ward_places() -> dict[tuple[str, str], NamedPlace]:
    wards: dict[tuple[str, str], list[tuple[str, Ward]]] = {}
    for ward in Ward.objects.order_by("code"):
        for name in names_in(ward.name):
            wards.setdefault((key_of(name), ward.district), []).append((name, ward))
    return {
        (key, district): NamedPlace(
            key=key,
            name=found[0][0],
            district=district,
            ward=found[0][1].code if len(found) == 1 else "",
            latitude=sum(ward.latitude for _, ward in found) / len(found),
            longitude=sum(ward.longitude for _, ward in found) / len(found),
        )
        for (key, district), found in wards.items()
    }


def _town_places() -> list[NamedPlace]:
    wanted = {code for town in towns() for code in town.near}
    areas = PostcodeArea.objects.in_bulk(wanted)
    found = [(town, [areas[code] for code in town.near if code in areas]) for town in towns()]
    return [
        NamedPlace(
            key=key_of(town.name),
            name=town.name,
            district=town.district,
            latitude=sum(area.latitude for area in near) / len(near),
            longitude=sum(area.longitude for area in near) / len(near),
        )
        for town, near in found
        if near
    ]
