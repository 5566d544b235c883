"""Which proxies say truly where a request came from."""

from django.core.exceptions import ImproperlyConfigured

from tenants.councils.networks import Network, networks_from


def networks_of_proxies(text: str) -> tuple[Network, ...]:
    """The networks of TRUSTED_PROXIES; raises ImproperlyConfigured for one that can't be read, or is everybody's."""
    try:
        networks = networks_from(text)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"TRUSTED_PROXIES must be networks, as 10.0.0.0/24,2001:db8::/64: {error}."
        ) from error
    if any(network.prefixlen == 0 for network in networks):
        raise ImproperlyConfigured("TRUSTED_PROXIES must not be everybody: name the networks of your proxies.")
    return networks
