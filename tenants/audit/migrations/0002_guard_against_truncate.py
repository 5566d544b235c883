"""No statement empties the trail either: the guard of its rows isn't asked about a TRUNCATE."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("councils", "0004_audit_purge")]
    operations = [
        migrations.RunSQL(
            "CREATE TRIGGER audit_guard_whole BEFORE TRUNCATE ON audit_entry"
            " FOR EACH STATEMENT EXECUTE FUNCTION public.localoffer_audit_guard()",
            "DROP TRIGGER audit_guard_whole ON audit_entry",
        ),
    ]
