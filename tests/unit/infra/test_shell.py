"""`make shell`: a sentence where no demo runs, in place of a traceback from the first query."""

import os

import pytest

from infra.local import processes
from infra.local.errors import LocalError
from infra.local.places import find_places
from infra.local.shell import require_demo


@pytest.mark.parametrize("identity", [None, "another-boot:1"])
def test_the_shell_needs_a_running_demo(tmp_path, identity):
    places = find_places(repository=tmp_path, outside=tmp_path)
    if identity:
        processes.save_record(places.run, processes.Record("web", os.getpid(), identity))
    with pytest.raises(LocalError, match="make demo"):
        require_demo(places)


def test_the_shell_opens_beside_a_running_demo(tmp_path):
    places = find_places(repository=tmp_path, outside=tmp_path)
    processes.save_record(places.run, processes.Record("web", os.getpid(), processes.identity_of(os.getpid())))
    require_demo(places)
