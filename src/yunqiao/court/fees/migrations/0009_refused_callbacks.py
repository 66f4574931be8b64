import yunqiao.court.foundation.ids
from django.db import migrations, models

COUNTED = """
INSERT INTO payment_refused_callback
  (id, way, account, reason, source, day, digest, said, times, first_at, last_at)
SELECT gen_random_uuid(), way, account, reason, '', (at AT TIME ZONE 'Asia/Shanghai')::date,
  (array_agg(digest ORDER BY at))[1], (array_agg(said ORDER BY at))[1],
  count(*), min(at), max(at)
FROM payment_notice WHERE outcome = 'refused'
GROUP BY way, account, reason, (at AT TIME ZONE 'Asia/Shanghai')::date;
ALTER TABLE payment_notice DISABLE TRIGGER payment_notice_append_only;
DELETE FROM payment_notice WHERE outcome = 'refused';
ALTER TABLE payment_notice ENABLE ALWAYS TRIGGER payment_notice_append_only;
"""
"""What was refused was kept request by request: it is counted, as it will be from now on."""


class Migration(migrations.Migration):
    dependencies = [
        ("fees", "0008_who_paid"),
    ]

    operations = [
        migrations.CreateModel(
            name="RefusedCallback",
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
                ("way", models.CharField(max_length=12)),
                ("account", models.CharField(max_length=12)),
                ("reason", models.CharField(max_length=8)),
                ("source", models.CharField(blank=True, max_length=45)),
                ("day", models.DateField()),
                ("digest", models.BinaryField(max_length=32)),
                ("said", models.CharField(blank=True, max_length=300)),
                ("times", models.IntegerField(default=1)),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
            ],
            options={
                "db_table": "payment_refused_callback",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("day", "way", "account", "reason", "source"),
                        name="refused_callback_once",
                    )
                ],
            },
        ),
        migrations.RunSQL(COUNTED, migrations.RunSQL.noop),
        migrations.RemoveField(model_name="paymentnotice", name="reason"),
        migrations.RemoveField(model_name="paymentnotice", name="said"),
        migrations.AlterField(
            model_name="paymentnotice",
            name="outcome",
            field=models.CharField(
                choices=[("taken", "Taken"), ("repeated", "Repeated"), ("early", "Early")],
                max_length=8,
            ),
        ),
    ]
