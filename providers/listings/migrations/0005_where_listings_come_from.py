"""Where listings come from. Those that nobody of an organisation started came from a list of the council's."""

from django.db import migrations, models

OFFICE = ("Officer", "Manager")
UNKNOWN = "a list that the council had"


def note_what_was_brought_in(apps, schema_editor):
    Entry = apps.get_model("wagtailcore", "ModelLogEntry")
    ContentType = apps.get_model("contenttypes", "ContentType")
    State = apps.get_model("listings", "ListingState")
    kind = ContentType.objects.filter(app_label="listings", model="service").first()
    office = set(apps.get_model("accounts", "User").objects.filter(groups__name__in=OFFICE).values_list("pk", flat=True))
    started = Entry.objects.filter(content_type=kind, action="listing.create").order_by("pk")
    for key, user, at in started.values_list("object_id", "user_id", "timestamp").iterator():
        if user is None or user in office:
            states = State.objects.filter(service_id=int(key), service__external_id__isnull=False)
            states.update(source=UNKNOWN, brought_in=at.date())


class Migration(migrations.Migration):
    dependencies = [
        ("listings", "0004_photo_sizes_suggestions_ukprn"),
        ("accounts", "0003_vouch_for_addresses"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AddField(
            "listingstate",
            "source",
            models.CharField("what it was brought in from, if not written here", blank=True, default="", max_length=120),
            preserve_default=False,
        ),
        migrations.AddField(
            "listingstate", "brought_in", models.DateField("when it was brought in", blank=True, null=True)
        ),
        migrations.RunPython(note_what_was_brought_in, migrations.RunPython.noop),
    ]
