from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mail", "0002_council_words_and_bounces")]

    operations = [
        migrations.AddField("mail", "template", models.CharField(blank=True, default="", max_length=60)),
        migrations.AddField("mail", "about", models.JSONField(default=dict)),
        migrations.AddField("mail", "untrue_at", models.DateTimeField(null=True)),
    ]
