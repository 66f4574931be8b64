# Written by hand: deadlines that exist already are told apart by their kind.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casefile', '0003_document_viewing_and_exhibit'),
    ]

    operations = [
        migrations.AddField(
            model_name='deadline',
            name='of_court',
            field=models.BooleanField(db_default=False),
        ),
        migrations.RunSQL(
            "UPDATE deadline SET of_court = true WHERE kind = 'examine_filing'", migrations.RunSQL.noop
        ),
    ]
