"""Takes away the checks that nobody made: until now an approval counted as one.

A listing whose newest check was an approval has the one before it that somebody made, or none. Its search document
follows with the next change or `localoffer search rebuild`.
"""

from datetime import date

from django.db import migrations


def take_away_checks_that_nobody_made(apps, schema_editor):
    Entry = apps.get_model("wagtailcore", "ModelLogEntry")
    ContentType = apps.get_model("contenttypes", "ContentType")
    State = apps.get_model("listings", "ListingState")
    people = set(apps.get_model("accounts", "User").objects.values_list("pk", flat=True))
    kind = ContentType.objects.filter(app_label="listings", model="service").first()
    checks = Entry.objects.filter(content_type=kind, action="listing.confirm").order_by("object_id", "timestamp", "pk")
    newest, said = {}, {}
    for key, user, data in checks.values_list("object_id", "user_id", "data").iterator():
        newest[key] = data.get("how") == "review"
        if not newest[key]:
            said[key] = (user if user in people else None, date.fromisoformat(data["after"]["last_assured"]))
    for key in (key for key, nobody in newest.items() if nobody):
        user, day = said.get(key, (None, None))
        State.objects.filter(service_id=int(key)).update(last_assured=day, last_assured_by_id=user)


class Migration(migrations.Migration):
    dependencies = [
        ("assurance", "0001_initial"),
        ("listings", "0004_photo_sizes_suggestions_ukprn"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(take_away_checks_that_nobody_made, migrations.RunPython.noop)]
