"""Elasticsearch without Docker."""
from infra.local.supervisor import Supervisor
def ensure(supervisor: Supervisor) -> str:
    raise NotImplementedError
