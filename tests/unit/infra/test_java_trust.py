"""Java is told to trust what the machine trusts."""

import subprocess

import pytest

from infra.local.java_trust import MACHINE_CERTIFICATES, java_trust


@pytest.mark.skipif(not MACHINE_CERTIFICATES.exists(), reason="this machine has no bundle of certificates")
def test_every_certificate_of_the_bundle_is_in_the_store(tmp_path):
    target = tmp_path / "trusted.p12"
    options = java_trust(target)
    assert f"-Djavax.net.ssl.trustStore={target}" in options
    listed = subprocess.run(
        ["openssl", "pkcs12", "-in", target, "-nokeys", "-passin", "pass:changeit"],
        check=False,
        capture_output=True,
        text=True,
    ).stdout
    assert listed.count("BEGIN CERTIFICATE") == MACHINE_CERTIFICATES.read_text().count("BEGIN CERTIFICATE") > 0


def test_without_a_bundle_java_keeps_its_own_store(tmp_path):
    assert java_trust(tmp_path / "trusted.p12", tmp_path / "missing.crt") == ""
