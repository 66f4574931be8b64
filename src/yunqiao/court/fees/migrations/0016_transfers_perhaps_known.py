from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("fees", "0015_rates_of_a_court")]

    operations = [
        migrations.AddField("unbookedmoney", "booked_on", models.DateField(null=True)),
        migrations.AddField("unbookedmoney", "valued_on", models.DateField(null=True)),
        migrations.AlterField(
            model_name="unbookedmoney",
            name="why",
            field=models.CharField(
                choices=[
                    ("unknown_order", "Unknown Order"),
                    ("other_currency", "Other Currency"),
                    ("other_account", "Other Account"),
                    ("no_reference", "No Reference"),
                    ("no_account", "No Account"),
                    ("perhaps_known", "Perhaps Known"),
                    ("reversal", "Reversal"),
                    ("refund_back", "Refund Back"),
                ],
                max_length=14,
            ),
        ),
        migrations.AddIndex(
            model_name="unbookedmoney",
            index=models.Index(
                condition=models.Q(way="bank"),
                fields=["currency", "minor"],
                name="payment_unbooked_by_sum",
            ),
        ),
        migrations.AddIndex(
            model_name="postingline",
            index=models.Index(
                condition=models.Q(account="held", way="bank"),
                fields=["currency", "minor"],
                name="fee_line_of_bank",
            ),
        ),
    ]
