"""What keeps the audit trail as it was written. It lives in `public`, once, so that every council's table has the same."""

from django.db import migrations

CREATE = """
CREATE FUNCTION public.localoffer_audit_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('localoffer.audit_retention', true) = 'on' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.position IS NULL
       AND to_jsonb(OLD) - 'position' - 'hash' = to_jsonb(NEW) - 'position' - 'hash' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'The audit trail can''t be changed.' USING ERRCODE = 'insufficient_privilege';
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("councils", "0001_initial")]
    operations = [
        migrations.RunSQL(CREATE, "DROP FUNCTION public.localoffer_audit_guard()"),
    ]
