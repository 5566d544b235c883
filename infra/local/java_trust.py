"""Has Java trust the certificates that the machine trusts.

Debian's Java keeps a store of its own, which doesn't hold an authority that was only added to the machine's bundle.
"""

import contextlib
import re
import warnings
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12

MACHINE_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
ONE_CERTIFICATE = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)
PASSWORD = "changeit"  # noqa: S105  Java's own default; the store holds public certificates only


def java_trust(target: Path, bundle: Path = MACHINE_CERTIFICATES) -> str:
    """Write a Java store of a bundle's certificates; return the options that make Java use it, or none without one."""
    if not bundle.exists():
        return ""
    trusted = [pkcs12.PKCS12Certificate(certificate, None) for certificate in _certificates(bundle.read_bytes())]
    protection = serialization.BestAvailableEncryption(PASSWORD.encode())
    target.write_bytes(pkcs12.serialize_java_truststore(trusted, protection))
    store = {"trustStore": str(target), "trustStoreType": "PKCS12", "trustStorePassword": PASSWORD}
    return " ".join(f"-Djavax.net.ssl.{key}={value}" for key, value in store.items())


def _certificates(bundle: bytes) -> list[x509.Certificate]:
    """Return the readable ones: some old authorities' certificates break a rule and will one day not be read."""
    found = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for text in ONE_CERTIFICATE.findall(bundle):
            with contextlib.suppress(ValueError):
                found.append(x509.load_pem_x509_certificate(text))
    return found
