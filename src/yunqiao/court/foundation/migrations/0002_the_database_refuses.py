"""What is recorded stays: the docket and the log refuse change, and refuse rows that cannot be true."""

from django.db import migrations, models

APPEND_ONLY = ("docket_entry", "log_leaf", "log_tile")

REFUSE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what is recorded is never changed or deleted',
        TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
"""

# ALWAYS: a session in replication mode is refused as well.
TRIGGERS = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_append_only;
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_truncate;
"""

# A checkpoint may be given its time-stamp once, later, when the authority was down.
CHECKPOINT_TRIGGERS = """
CREATE TRIGGER log_checkpoint_append_only BEFORE DELETE ON log_checkpoint
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_checkpoint_no_update BEFORE UPDATE ON log_checkpoint
    FOR EACH ROW WHEN (
        old.timestamp IS NOT NULL
        OR (old.size, old.root, old.at, old.note) IS DISTINCT FROM (new.size, new.root, new.at, new.note)
    ) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_checkpoint_no_truncate BEFORE TRUNCATE ON log_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE log_checkpoint ENABLE ALWAYS TRIGGER log_checkpoint_append_only;
ALTER TABLE log_checkpoint ENABLE ALWAYS TRIGGER log_checkpoint_no_update;
ALTER TABLE log_checkpoint ENABLE ALWAYS TRIGGER log_checkpoint_no_truncate;
"""

CHECKS = """
ALTER TABLE docket_entry
    ADD CONSTRAINT docket_entry_hash CHECK (hash = sha256(previous || body)),
    ADD CONSTRAINT docket_entry_previous CHECK (octet_length(previous) = 32),
    ADD CONSTRAINT docket_entry_first CHECK (
        seq >= 1 AND (seq = 1) = (previous = decode(repeat('00', 32), 'hex'))
    );
ALTER TABLE log_leaf
    ADD CONSTRAINT log_leaf_hash CHECK (octet_length(hash) = 32),
    ADD CONSTRAINT log_leaf_index CHECK (index >= 0);
ALTER TABLE log_tile
    ADD CONSTRAINT log_tile_hash CHECK (octet_length(hash) = 32),
    ADD CONSTRAINT log_tile_place CHECK (level >= 1 AND index >= 0);
ALTER TABLE log_checkpoint
    ADD CONSTRAINT log_checkpoint_root CHECK (octet_length(root) = 32),
    ADD CONSTRAINT log_checkpoint_size CHECK (size >= 1);
"""


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_initial")]

    operations = [
        migrations.RenameField("LogTile", "hashes", "hash"),
        migrations.AlterField("LogTile", "hash", models.BinaryField(max_length=32)),
        migrations.RunSQL(REFUSE),
        *(
            migrations.RunSQL(TRIGGERS.format(table=table))
            for table in APPEND_ONLY
        ),
        migrations.RunSQL(CHECKPOINT_TRIGGERS),
        migrations.RunSQL(CHECKS),
    ]
