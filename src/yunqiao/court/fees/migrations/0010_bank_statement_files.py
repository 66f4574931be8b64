import django.db.models.deletion
import yunqiao.court.foundation.ids
from django.db import migrations, models

IMPORTED = """
INSERT INTO bank_statement_file (id, court_id, sha256, at)
SELECT gen_random_uuid(), stream_id,
  convert_from(body, 'UTF8')::jsonb -> 'payload' ->> 'sha256', min(at)
FROM docket_entry WHERE stream = 'court' AND kind = 'STATEMENT_IMPORTED'
GROUP BY stream_id, convert_from(body, 'UTF8')::jsonb -> 'payload' ->> 'sha256';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0001_initial"),
        ("fees", "0009_refused_callbacks"),
        ("foundation", "0002_the_database_refuses"),
    ]

    operations = [
        migrations.CreateModel(
            name="BankStatementFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yunqiao.court.foundation.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "court",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.court",
                    ),
                ),
            ],
            options={
                "db_table": "bank_statement_file",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("court", "sha256"), name="bank_statement_file_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(IMPORTED, migrations.RunSQL.noop),
    ]
