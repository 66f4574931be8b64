"""What a case costs and why, rates of a day, applications for relief; the first two only grow."""

import django.db.models.deletion
import yunqiao.court.foundation.ids
from django.db import migrations, models


TRIGGERS = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_append_only;
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_truncate;
"""
TABLES = ("fee_assessment", "published_rate")


class Migration(migrations.Migration):

    dependencies = [
        ('casefile', '0005_representation'),
        ('fees', '0004_what_firms_told_stays'),
        ('identity', '0007_finance_staff'),
        ('foundation', '0002_the_database_refuses'),
    ]

    operations = [
        migrations.CreateModel(
            name='FeeAssessment',
            fields=[
                ('id', models.UUIDField(default=yunqiao.court.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.SmallIntegerField()),
                ('ground', models.CharField(max_length=24)),
                ('provision', models.CharField(max_length=60)),
                ('basis', models.JSONField()),
                ('finding', models.JSONField()),
                ('fee_fen', models.BigIntegerField()),
                ('waived_fen', models.BigIntegerField(default=0)),
                ('because_of', models.UUIDField(null=True, unique=True)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fee_assessments', to='casefile.case')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fee_assessments', to='casefile.party')),
            ],
            options={
                'db_table': 'fee_assessment',
                'constraints': [models.UniqueConstraint(fields=('case', 'party', 'number'), name='fee_assessment_once'), models.CheckConstraint(condition=models.Q(('fee_fen__gte', models.F('waived_fen')), ('waived_fen__gte', 0)), name='fee_assessment_amounts'), models.CheckConstraint(condition=models.Q(('because_of', None), ('by', None), _negated=True), name='fee_assessment_caused')],
            },
        ),
        migrations.CreateModel(
            name='PublishedRate',
            fields=[
                ('id', models.UUIDField(default=yunqiao.court.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('currency', models.CharField(max_length=3)),
                ('holds_on', models.DateField()),
                ('published_on', models.DateField()),
                ('cny_per_unit', models.DecimalField(decimal_places=8, max_digits=20)),
                ('source', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
            ],
            options={
                'db_table': 'published_rate',
                'indexes': [models.Index(fields=['currency', 'holds_on', '-id'], name='rate_of_a_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('cny_per_unit__gt', 0)), name='rate_above_nought'), models.CheckConstraint(condition=models.Q(('published_on__lte', models.F('holds_on'))), name='rate_in_order')],
            },
        ),
        migrations.CreateModel(
            name='ReliefApplication',
            fields=[
                ('id', models.UUIDField(default=yunqiao.court.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.SmallIntegerField()),
                ('kind', models.CharField(max_length=12)),
                ('grounds', models.JSONField()),
                ('reasons', models.TextField()),
                ('asked', models.UUIDField(unique=True)),
                ('state', models.CharField(choices=[('asked', 'Asked'), ('granted', 'Granted'), ('refused', 'Refused')], default='asked', max_length=8)),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relief_applications', to='casefile.case')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relief_applications', to='casefile.party')),
            ],
            options={
                'db_table': 'relief_application',
                'constraints': [models.UniqueConstraint(fields=('case', 'party', 'number'), name='relief_number'), models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('case', 'party'), name='relief_open_once')],
            },
        ),
        # Backwards they go with the tables.
        *(
            migrations.RunSQL(TRIGGERS.format(table=table), migrations.RunSQL.noop)
            for table in TABLES
        ),
    ]
