from django.db import migrations, models

# Of requests that say the same the first stays: whoever asked twice waits for one answer.
TWICE = """
DELETE FROM way_back later USING way_back first
WHERE later.state = 'open' AND first.state = 'open' AND first.id < later.id
  AND (first.lost, first.offered) = (later.lost, later.offered);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('identity', '0004_identity_proof'),
    ]

    operations = [
        migrations.RunSQL(TWICE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='wayback',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('lost', 'offered'), name='way_back_once_open'),
        ),
    ]
