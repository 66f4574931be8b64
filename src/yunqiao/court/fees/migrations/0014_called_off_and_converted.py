from django.db import migrations, models

STATES = [
    ("started", "Started"),
    ("waiting", "Waiting"),
    ("declined", "Declined"),
    ("paid", "Paid"),
    ("expired", "Expired"),
    ("abandoned", "Abandoned"),
    ("needless", "Needless"),
]

KINDS = [
    ("due", "Due"),
    ("reduced", "Reduced"),
    ("waived", "Waived"),
    ("received", "Received"),
    ("assigned", "Assigned"),
    ("to_refund", "To Refund"),
    ("kept", "Kept"),
    ("refunded", "Refunded"),
    ("disputed", "Disputed"),
    ("dispute_won", "Dispute Won"),
    ("dispute_lost", "Dispute Lost"),
    ("firm_fee", "Firm Fee"),
    ("firm_fee_back", "Firm Fee Back"),
    ("converted", "Converted"),
]


class Migration(migrations.Migration):
    dependencies = [("fees", "0013_to_whom_money_goes_back")]

    operations = [
        migrations.AlterField(
            model_name="posting",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=16),
        ),
        migrations.AlterField(
            model_name="paymentattempt",
            name="state",
            field=models.CharField(choices=STATES, default="started", max_length=9),
        ),
        migrations.AlterField(
            model_name="attemptchange",
            name="state",
            field=models.CharField(choices=STATES, max_length=9),
        ),
    ]
