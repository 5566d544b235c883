"""The single topic goes, now that pages have several."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("pages", "0002_topics_and_needs")]

    operations = [migrations.RemoveField(model_name="contentpage", name="topic")]
