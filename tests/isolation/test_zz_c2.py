import pytest
from tests.isolation import test_addresses as t

@pytest.mark.parametrize("kind", ["own", "foreign", "nonexistent"])
@pytest.mark.parametrize("role", ["anonymous", "provider", "officer", "manager"])
def test_mine(worlds, client_for, role, kind, monkeypatch):
    monkeypatch.setattr(t, "OURS", [a for a in t.OURS if a.name.startswith("review:")])
    t.test_who_may_open_what.__wrapped__(worlds, client_for, role, kind) if hasattr(t.test_who_may_open_what, "__wrapped__") else t.test_who_may_open_what(worlds, client_for, role, kind)
