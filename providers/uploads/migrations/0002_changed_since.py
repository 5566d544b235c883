from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("uploads", "0001_initial")]
    operations = [
        migrations.AddField(
            "upload",
            "file_wins",
            models.BooleanField(
                default=False, verbose_name="the file wins where a listing was changed after its download"
            ),
        ),
        migrations.AddField(
            "uploadrow",
            "contested",
            models.JSONField(default=list, verbose_name="columns changed after the download, too"),
        ),
    ]
