"""Where Elasticsearch's data may lie."""

import pytest

from infra.local.elasticsearch import has_known_mount


def test_a_folder_on_a_listed_mount_is_known(tmp_path):
    mounts = tmp_path / "mounts"
    place = tmp_path
    while place != place.parent and place.stat().st_dev == place.parent.stat().st_dev:
        place = place.parent
    mounts.write_text(f"disk {place} ext4 rw 0 0\n")
    assert has_known_mount(tmp_path, mounts)


@pytest.mark.parametrize("listed", ["", "\n", "proc /somewhere/else proc rw 0 0\n"])
def test_a_folder_whose_mount_is_not_listed_is_not_known(tmp_path, listed):
    mounts = tmp_path / "mounts"
    mounts.write_text(listed)
    assert not has_known_mount(tmp_path, mounts)
