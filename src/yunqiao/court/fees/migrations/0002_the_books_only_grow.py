"""The ledger refuses change, postings whose sides differ, and lines that come later."""

from django.db import migrations

TRIGGERS = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_append_only;
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_truncate;
"""

WHOLE = """
CREATE FUNCTION fee_posting_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    one uuid := coalesce(to_jsonb(new) ->> 'posting_id', to_jsonb(new) ->> 'id');
    announced integer;
    written integer;
    total numeric;
BEGIN
    SELECT lines_count INTO announced FROM fee_posting WHERE id = one;
    SELECT count(*), coalesce(sum(fen), 0) INTO written, total
        FROM fee_posting_line WHERE posting_id = one;
    IF written <> announced OR written < 2 THEN
        RAISE EXCEPTION 'a posting has the lines it was written with: % of %', written, announced
            USING ERRCODE = 'check_violation';
    END IF;
    IF total <> 0 THEN
        RAISE EXCEPTION 'the sides of a posting differ by % fen', total
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
"""

# Deferred: a posting and its lines are several statements of one transaction.
AT_COMMIT = """
CREATE CONSTRAINT TRIGGER {table}_whole AFTER INSERT ON {table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fee_posting_is_whole();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_whole;
"""

OF_THE_CASE = """
CREATE FUNCTION fee_posting_party_of_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM party WHERE id = new.party_id AND case_id = new.case_id) THEN
        RAISE EXCEPTION 'the party of a posting is a party of its case'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER fee_posting_party AFTER INSERT ON fee_posting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fee_posting_party_of_case();
ALTER TABLE fee_posting ENABLE ALWAYS TRIGGER fee_posting_party;
"""

DROPPED = """
DROP TRIGGER {table}_append_only ON {table};
DROP TRIGGER {table}_no_truncate ON {table};
"""

TABLES = ("fee_posting", "fee_posting_line")


class Migration(migrations.Migration):
    dependencies = [
        ("fees", "0001_the_ledger"),
        ("foundation", "0002_the_database_refuses"),
    ]

    operations = [
        *(
            migrations.RunSQL(TRIGGERS.format(table=table), DROPPED.format(table=table))
            for table in TABLES
        ),
        migrations.RunSQL(WHOLE, "DROP FUNCTION fee_posting_is_whole"),
        *(
            migrations.RunSQL(
                AT_COMMIT.format(table=table), f"DROP TRIGGER {table}_whole ON {table}"
            )
            for table in TABLES
        ),
        migrations.RunSQL(
            OF_THE_CASE,
            "DROP TRIGGER fee_posting_party ON fee_posting; DROP FUNCTION fee_posting_party_of_case",
        ),
    ]
