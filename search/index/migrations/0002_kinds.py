"""Rows written before results told services from pages: give them their kind, and have Elasticsearch follow."""

from django.db import migrations

_ADD_KIND = """
UPDATE search_index_searchrow
SET facets = ARRAY['kind:' || kind] || facets, version = nextval('public.search_version_seq'), claimed_until = NULL
WHERE NOT deleted
"""


class Migration(migrations.Migration):
    dependencies = [("search_index", "0001_initial")]
    operations = [migrations.RunSQL(_ADD_KIND, migrations.RunSQL.noop)]
