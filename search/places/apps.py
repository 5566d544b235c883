"""Places."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:  # models can't load before AppConfigs
    from tenants.councils.models import Council


class PlacesConfig(AppConfig):
    """Shared app: postcodes and named places are the same for every council, so they live once, in `public`."""

    name = "search.places"
    label = "places"
    verbose_name = "Places"

    def ready(self) -> None:
        """Work out a new council's outline, when postcodes or boundaries are there already."""
        from tenants.councils.parts import CouncilPart, register_part

        def outline(council: "Council") -> None:
            from search.places.services.outlines import derive_outlines

            derive_outlines([council])

        register_part(CouncilPart(name="outline", create=outline))
