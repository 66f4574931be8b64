import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Two parties of a case each have a task, or a time, of the same kind."""

    dependencies = [
        ("casefile", "0007_documents_of_one_role"),
    ]

    operations = [
        migrations.AddField(
            model_name="task",
            name="party",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tasks",
                to="casefile.party",
            ),
        ),
        migrations.RemoveConstraint(model_name="task", name="task_open_once"),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("case", "kind", "party"),
                name="task_open_once",
                nulls_distinct=False,
            ),
        ),
        migrations.RemoveConstraint(model_name="deadline", name="deadline_once"),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.UniqueConstraint(
                fields=("case", "kind", "party", "first_day"),
                name="deadline_once",
                nulls_distinct=False,
            ),
        ),
    ]
