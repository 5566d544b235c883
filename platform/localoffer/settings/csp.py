"""What pages may load and do, by `Content-Security-Policy`: one policy for the council's site, one for the admin."""

SELF = "'self'"


def site_policy(tiles: list[str]) -> dict[str, list[str]]:
    """Pages of ours: no script and no style of their own inside them. Images of maps come from `tiles`."""
    return {
        "default-src": [SELF],
        "img-src": [SELF, "data:", *tiles],
        "style-src": [SELF],
        "script-src": [SELF],
        "object-src": ["'none'"],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }


def admin_policy(tiles: list[str]) -> dict[str, list[str]]:
    """The same for Wagtail's admin, and what that can't do without: styles in pages, pictures before they are saved."""
    return {
        **site_policy(tiles),
        "img-src": [SELF, "data:", "blob:", *tiles],
        "style-src": [SELF, "'unsafe-inline'"],
    }
