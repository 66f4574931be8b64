from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("fees", "0006_reconciled_days"),
    ]

    operations = [
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
                ],
                max_length=14,
            ),
        ),
    ]
