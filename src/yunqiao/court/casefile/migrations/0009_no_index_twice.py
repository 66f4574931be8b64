"""Indexes that others make needless go, without a table being read or a foreign key made anew."""

import django.db.models.deletion
from django.db import migrations, models


def _named_by_us(column):
    return migrations.RunSQL(
        f'ALTER TABLE "case" RENAME CONSTRAINT case_{column}_key TO case_{column}',
        f'ALTER TABLE "case" RENAME CONSTRAINT case_{column} TO case_{column}_key',
    )


def _without(index, on):
    return migrations.RunSQL(f"DROP INDEX {index}", f"CREATE INDEX {index} ON {on}")


class Migration(migrations.Migration):

    dependencies = [
        ('casefile', '0008_tasks_of_a_party'),
        ('directory', '0003_administered_courts'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                _named_by_us("number"),
                _named_by_us("receipt"),
                _without("case_number_50eafaa9_like", '"case" (number varchar_pattern_ops)'),
                _without("case_receipt_48f905bf_like", '"case" (receipt varchar_pattern_ops)'),
                _without("case_court_id_eb4a6b2c", '"case" (court_id)'),
                _without("deadline_case_id_3367d222", "deadline (case_id)"),
                _without("document_case_id_8ce83b3d", "document (case_id)"),
                _without("party_case_id_db563acd", "party (case_id)"),
                _without("task_court_id_f850c576", "task (court_id)"),
            ],
            state_operations=[
                migrations.AlterField(
                    model_name='case',
                    name='court',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='directory.court'),
                ),
                migrations.AlterField(
                    model_name='case',
                    name='number',
                    field=models.CharField(max_length=60, null=True),
                ),
                migrations.AlterField(
                    model_name='case',
                    name='receipt',
                    field=models.CharField(max_length=40),
                ),
                migrations.AlterField(
                    model_name='deadline',
                    name='case',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='deadlines', to='casefile.case'),
                ),
                migrations.AlterField(
                    model_name='document',
                    name='case',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='casefile.case'),
                ),
                migrations.AlterField(
                    model_name='party',
                    name='case',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='casefile.case'),
                ),
                migrations.AlterField(
                    model_name='task',
                    name='court',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='directory.court'),
                ),
                migrations.AddConstraint(
                    model_name='case',
                    constraint=models.UniqueConstraint(fields=('receipt',), name='case_receipt'),
                ),
                migrations.AddConstraint(
                    model_name='case',
                    constraint=models.UniqueConstraint(fields=('number',), name='case_number'),
                ),
            ],
        ),
    ]
