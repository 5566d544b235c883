from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search_index", "0002_kinds")]
    operations = [
        migrations.CreateModel(
            name="DriftCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("checked_at", models.DateTimeField()),
                ("missing", models.PositiveIntegerField()),
                ("extra", models.PositiveIntegerField()),
                ("behind", models.PositiveIntegerField()),
            ],
        ),
    ]
