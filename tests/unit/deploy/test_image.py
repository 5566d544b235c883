"""The image has the model of sentences that local servers fetch, where the services look for it."""

from pathlib import Path

import yaml

from infra.local.places import REPOSITORY
from infra.local.sentence_model import ARTIFACT, FILE, SHA256

IMAGE = (REPOSITORY / "infra" / "images" / "app.Dockerfile").read_text(encoding="utf-8")


def test_the_image_fetches_the_same_model_and_checks_it():
    assert f"-Dartifact={ARTIFACT} " in IMAGE
    assert f"{SHA256}  {FILE}" in IMAGE


def test_services_look_for_the_model_where_the_image_puts_it():
    services = yaml.safe_load((REPOSITORY / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    looked_for = {
        service["environment"]["SEARCH_MODEL"]
        for service in services.values()
        if "SEARCH_MODEL" in service.get("environment", {})
    }
    path = f"/app/models/{FILE}"
    assert looked_for == {f"${{SEARCH_MODEL:-{path}}}"}
    assert f"ENV SEARCH_MODEL={path}" in IMAGE
    assert f"/model/{FILE} {Path(path).parent.name}/" in IMAGE
