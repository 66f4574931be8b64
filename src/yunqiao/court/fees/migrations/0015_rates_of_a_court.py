import django.db.models.deletion
from django.db import migrations, models

WHOSE = """
ALTER TABLE published_rate DISABLE TRIGGER published_rate_append_only;
UPDATE published_rate SET court_id = coalesce(
  (SELECT court_id FROM post JOIN account ON account.id = account_id
   WHERE account.person_id = by_id AND role IN ('finance', 'filing_clerk', 'judge', 'court_clerk')
   ORDER BY role <> 'finance', since, post.id LIMIT 1),
  (SELECT id FROM court WHERE parent_id IS NULL ORDER BY code LIMIT 1));
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE published_rate ENABLE ALWAYS TRIGGER published_rate_append_only;
"""
"""Until now a rate held everywhere; whoever recorded it did so at their court."""


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0003_administered_courts"),
        ("identity", "0007_finance_staff"),
        ("fees", "0014_called_off_and_converted"),
    ]

    operations = [
        migrations.AddField(
            model_name="publishedrate",
            name="court",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="directory.court",
            ),
        ),
        migrations.RunSQL(WHOSE, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="publishedrate",
            name="court",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="directory.court",
            ),
        ),
    ]
