"""Callbacks and the history of attempts refuse change."""

from django.db import migrations

TRIGGERS = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_append_only;
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_truncate;
"""

DROPPED = """
DROP TRIGGER {table}_append_only ON {table};
DROP TRIGGER {table}_no_truncate ON {table};
"""

TABLES = ("payment_notice", "payment_attempt_change")


class Migration(migrations.Migration):
    dependencies = [("fees", "0003_payments"), ("foundation", "0002_the_database_refuses")]

    operations = [
        migrations.RunSQL(TRIGGERS.format(table=table), DROPPED.format(table=table))
        for table in TABLES
    ]
