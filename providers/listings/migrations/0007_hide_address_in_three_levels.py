"""What is hidden of a place: `no`, `yes` or `all` in place of true or false, in the rows and in every revision."""

from django.db import migrations, models

_COLUMN = """
ALTER TABLE listings_serviceatlocation ALTER COLUMN hide_address TYPE varchar(3)
USING CASE WHEN hide_address THEN 'yes' ELSE 'no' END
"""
_COLUMN_BACK = """
ALTER TABLE listings_serviceatlocation ALTER COLUMN hide_address TYPE boolean USING hide_address <> 'no'
"""
_REVISIONS = """
UPDATE wagtailcore_revision AS revision
SET content = jsonb_set(revision.content, '{{service_at_locations}}', (
    SELECT jsonb_agg(place || jsonb_build_object('hide_address', {value}) ORDER BY position)
    FROM jsonb_array_elements(revision.content->'service_at_locations') WITH ORDINALITY AS each (place, position)
))
FROM django_content_type AS kind
WHERE kind.id = revision.content_type_id AND kind.app_label = 'listings' AND kind.model = 'service'
AND jsonb_array_length(revision.content->'service_at_locations') > 0
"""


class Migration(migrations.Migration):

    dependencies = [
        ('listings', '0006_words_said_without_review'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.RunSQL(
            _REVISIONS.format(value="CASE WHEN place->>'hide_address' = 'true' THEN 'yes' ELSE 'no' END"),
            _REVISIONS.format(value="place->>'hide_address' <> 'no'"),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(_COLUMN, _COLUMN_BACK)],
            state_operations=[
                migrations.AlterField(
                    model_name='serviceatlocation',
                    name='hide_address',
                    field=models.CharField(choices=[('no', 'Show the address'), ('yes', 'Show only the area'), ('all', 'Show no place at all')], default='no', max_length=3, verbose_name='what families see of the place'),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name='serviceatlocation',
            constraint=models.CheckConstraint(condition=models.Q(('hide_address__in', ['no', 'yes', 'all'])), name='place_hide_address_code'),
        ),
    ]
