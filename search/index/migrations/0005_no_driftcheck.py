from django.db import migrations


class Migration(migrations.Migration):
    """What drift checks find is a figure of the council now. Processes of the version before still read the table."""

    dependencies = [("search_index", "0004_needs_found")]
    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="DriftCheck")]),
    ]
