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


class Migration(migrations.Migration):
    dependencies = [("fees", "0013_to_whom_money_goes_back")]

    operations = [
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
