from django.db import migrations

WORD_TYPES = "asciiword, word, numword, uint, sfloat"


class Migration(migrations.Migration):
    """What every council's search table uses from `public`.

    The stemmer keeps stop words: understanding drops them from queries, and Elasticsearch's stemmer has none, so both
    engines see the same words. `search.matching.words.fold` removes accents and punctuation before either.
    """

    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(
            "CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            "CREATE SEQUENCE public.search_version_seq AS bigint",
            "DROP SEQUENCE public.search_version_seq",
        ),
        migrations.RunSQL(
            "CREATE TEXT SEARCH DICTIONARY public.localoffer_stem (TEMPLATE = pg_catalog.snowball, Language = english)",
            "DROP TEXT SEARCH DICTIONARY public.localoffer_stem",
        ),
        migrations.RunSQL(
            "CREATE TEXT SEARCH CONFIGURATION public.localoffer_english (COPY = pg_catalog.simple)",
            "DROP TEXT SEARCH CONFIGURATION public.localoffer_english",
        ),
        migrations.RunSQL(
            f"ALTER TEXT SEARCH CONFIGURATION public.localoffer_english "
            f"ALTER MAPPING FOR {WORD_TYPES} WITH public.localoffer_stem",
            migrations.RunSQL.noop,
        ),
    ]
