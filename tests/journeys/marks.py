"""What every journey needs: a browser, an Elasticsearch that the worker follows the table into, one demo."""

import pytest

JOURNEY = [pytest.mark.browser, pytest.mark.elasticsearch, pytest.mark.xdist_group("journeys")]
