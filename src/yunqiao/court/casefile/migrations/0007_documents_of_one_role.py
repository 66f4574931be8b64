from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casefile", "0006_documents_of_one_side"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="only_for_role",
            field=models.CharField(
                blank=True,
                choices=[
                    ("claimant", "Claimant"),
                    ("defendant", "Defendant"),
                    ("third_party", "Third Party"),
                ],
                default="",
                max_length=12,
            ),
            preserve_default=False,
        ),
    ]
