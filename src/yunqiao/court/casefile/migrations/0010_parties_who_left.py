"""A claimant may leave a suit that goes on for the others."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casefile', '0009_no_index_twice'),
    ]

    operations = [
        migrations.AddField(
            model_name='party',
            name='standing',
            field=models.CharField(choices=[('in_suit', 'In Suit'), ('left', 'Left'), ('left_owing', 'Left Owing')], db_default='in_suit', default='in_suit', max_length=10),
        ),
    ]
