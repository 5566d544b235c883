"""Places."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Shared app: postcodes and named places are the same for every council, so they live once, in `public`."""

    name = "search.places"
    label = "places"
    verbose_name = "Places"
