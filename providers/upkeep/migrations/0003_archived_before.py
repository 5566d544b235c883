from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("upkeep", "0002_what_went_over")]
    operations = [
        migrations.AddField(
            "mergedservice",
            "was_archived",
            models.BooleanField(default=False, verbose_name="put away before it was merged"),
        ),
    ]
