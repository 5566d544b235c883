"""Where the background of maps comes from."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


def host_of_tiles(url: str) -> list[str]:
    """What a page that shows these tiles must allow images from, for its Content-Security-Policy; nothing for no tiles.

    `https://{s}.tiles.example/{z}/{x}/{y}.png` gives `https://*.tiles.example`. Raises ImproperlyConfigured for an
    address that can't be one of tiles.
    """
    if not url:
        return []
    parts = urlsplit(url.replace("{s}", "*"))
    if parts.scheme not in {"http", "https"} or not parts.netloc or not all(f"{{{name}}}" in url for name in "xyz"):
        raise ImproperlyConfigured("MAP_TILE_URL must look like https://tiles.example/{z}/{x}/{y}.png.")
    return [f"{parts.scheme}://{parts.netloc}"]
