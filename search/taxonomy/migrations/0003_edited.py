from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("taxonomy", "0002_retired_terms")]
    operations = [
        migrations.RenameField("term", "label_edited", "edited"),
        migrations.AlterField(
            "term",
            "edited",
            models.BooleanField(default=False, editable=False, verbose_name="edited by the council"),
        ),
    ]
