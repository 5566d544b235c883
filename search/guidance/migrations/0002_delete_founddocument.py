"""Documents are chosen from the search table's own model: the unmanaged second model of that table goes."""

from django.db import migrations


class Migration(migrations.Migration):
    """Changes no table."""

    dependencies = [("guidance", "0001_initial")]

    operations = [migrations.DeleteModel(name="FoundDocument")]
