import django.db.models.deletion
from django.db import migrations, models

WHOSE = """
UPDATE payment_refund SET side_id = coalesce(
  (SELECT side_id FROM payment_attempt WHERE payment_attempt.id = attempt_id), party_id);
SET CONSTRAINTS ALL IMMEDIATE;
"""
"""A transfer went to whoever the books name, since nobody else was known."""


class Migration(migrations.Migration):
    dependencies = [
        ("casefile", "0008_tasks_of_a_party"),
        ("fees", "0012_fees_that_rise_again"),
    ]

    operations = [
        migrations.AddField(
            model_name="refund",
            name="side",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="casefile.party",
            ),
        ),
        migrations.RunSQL(WHOSE, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="refund",
            name="side",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="casefile.party",
            ),
        ),
    ]
