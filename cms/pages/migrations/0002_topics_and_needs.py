"""Pages get several topics, needs and a day of checking. The one topic that a page had, and those in its kept
versions, become the first of its topics."""

import modelcluster.fields
from django.db import migrations, models


def copy_topics(apps, schema_editor):
    """In the schema that is open: pages by their column, versions by their content (drafts may have another topic)."""
    ContentPage = apps.get_model("pages", "ContentPage")
    Term = apps.get_model("taxonomy", "Term")
    terms = dict(Term.objects.filter(vocabulary="topic").values_list("code", "pk"))
    carried = ContentPage.objects.filter(topic__in=terms).values_list("pk", "topic")
    through = ContentPage.topics.through
    through.objects.bulk_create(
        [through(contentpage_id=page, term_id=terms[code]) for page, code in carried], ignore_conflicts=True
    )
    for revision in _versions(apps).iterator():
        code = revision.content.pop("topic", "")
        revision.content["topics"] = [terms[code]] if code in terms else []
        revision.save(update_fields=["content"])


def _versions(apps):
    kind = apps.get_model("contenttypes", "ContentType").objects.filter(app_label="pages", model="contentpage").first()
    revisions = apps.get_model("wagtailcore", "Revision").objects
    return revisions.filter(content_type=kind) if kind else revisions.none()


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0001_initial"),
        ("taxonomy", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.AddField(
            model_name="contentpage",
            name="topics",
            field=modelcluster.fields.ParentalManyToManyField(
                blank=True,
                help_text="The page leads to the services of any of these topics.",
                limit_choices_to={"vocabulary": "topic"},
                related_name="topic_pages",
                to="taxonomy.term",
            ),
        ),
        migrations.AddField(
            model_name="contentpage",
            name="needs",
            field=modelcluster.fields.ParentalManyToManyField(
                blank=True,
                help_text="Only if the page is about these needs. It then leads to services for any of them.",
                limit_choices_to={"vocabulary": "need"},
                related_name="need_pages",
                to="taxonomy.term",
            ),
        ),
        migrations.AddField(
            model_name="contentpage",
            name="last_reviewed",
            field=models.DateField(
                blank=True, help_text="The day when somebody last checked that all of it is right.", null=True
            ),
        ),
        migrations.AlterField(
            model_name="contentpage",
            name="review_date",
            field=models.DateField(
                blank=True,
                help_text="After this day, families find newer pages first.",
                null=True,
                verbose_name="check again by",
            ),
        ),
        migrations.RunPython(copy_topics, migrations.RunPython.noop),
    ]
