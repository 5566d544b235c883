from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("uploads", "0002_changed_since")]

    operations = [
        migrations.AddField(
            "upload",
            "source",
            models.CharField(
                "what families read that new listings come from", blank=True, default="", max_length=120
            ),
            preserve_default=False,
        ),
    ]
