"""Everybody who is there came through the council or an invitation, so their addresses count as proved.

From now on signing in asks for a proved address; without this they would be asked for a code first.
"""

from django.db import migrations


def vouch(apps, schema_editor):
    people = apps.get_model("accounts", "User").objects.using(schema_editor.connection.alias)
    addresses = apps.get_model("account", "EmailAddress").objects.using(schema_editor.connection.alias)
    for user_id, email in people.values_list("pk", "email"):
        addresses.filter(user_id=user_id).exclude(email=email.lower()).delete()
        addresses.update_or_create(
            user_id=user_id, email=email.lower(), defaults={"verified": True, "primary": True}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_signinlink"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [migrations.RunPython(vouch, migrations.RunPython.noop)]
