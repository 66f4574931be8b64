import django.db.models.deletion
from django.db import migrations, models

ALONE = """
UPDATE payment_attempt SET side_id = party_id;
SET CONSTRAINTS ALL IMMEDIATE;
"""
"""Until now whoever owed a fee was the only one who could pay it."""


class Migration(migrations.Migration):
    dependencies = [
        ("casefile", "0007_documents_of_one_role"),
        ("fees", "0007_transfers_in_doubt"),
    ]

    operations = [
        migrations.AddField(
            model_name="paymentattempt",
            name="side",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="casefile.party",
            ),
        ),
        migrations.RunSQL(ALONE, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="paymentattempt",
            name="side",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="casefile.party",
            ),
        ),
    ]
