"""The trail can't be emptied, and only its oldest part goes: by a function that runs as the tables' owner.

It keeps six years whatever it is asked for, so whoever may call it can take away nothing else.
A schema of PostgreSQL's own, such as `pg_temp`, could hold the caller's tables: their triggers would run as the owner.
"""

from django.db import migrations

PURGE = """
CREATE FUNCTION public.localoffer_audit_purge(council text, kept interval) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    newest record;
    gone bigint;
BEGIN
    IF starts_with(council, 'pg_') THEN
        RAISE EXCEPTION '% is no council.', council;
    END IF;
    EXECUTE format(
        'SELECT position, hash FROM %1$I.audit_entry WHERE position IS NOT NULL AND position < coalesce('
        '(SELECT min(position) FROM %1$I.audit_entry WHERE at >= $1),'
        ' 9223372036854775807) ORDER BY position DESC LIMIT 1', council
    ) INTO newest USING now() - greatest(kept, make_interval(days => 6 * 365));
    IF newest.position IS NULL THEN
        RETURN 0;
    END IF;
    EXECUTE format('DELETE FROM %I.audit_anchor', council);
    EXECUTE format('INSERT INTO %I.audit_anchor (position, hash, at) VALUES ($1, $2, now())', council)
    USING newest.position, newest.hash;
    PERFORM set_config('localoffer.audit_retention', 'on', true);
    EXECUTE format('DELETE FROM %I.audit_entry WHERE position <= $1', council) USING newest.position;
    GET DIAGNOSTICS gone = ROW_COUNT;
    PERFORM set_config('localoffer.audit_retention', 'off', true);
    RETURN gone;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("councils", "0003_due_tasks_and_figures")]
    operations = [
        migrations.RunSQL(PURGE, "DROP FUNCTION public.localoffer_audit_purge(text, interval)"),
    ]
