from django.db import migrations, models

NOTED = """
CREATE FUNCTION note_unused_bytes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO unused_bytes (sha256, since, is_leaving)
    SELECT digest, now(), false
    FROM (SELECT DISTINCT unnest(ARRAY[OLD.sha256, OLD.viewing_sha256, OLD.thumbnail_sha256])
          ORDER BY 1) AS left_behind (digest)
    WHERE digest <> ''
    ON CONFLICT (sha256) DO UPDATE SET since = excluded.since, left_at = NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER upload_leaves_bytes AFTER DELETE ON upload
    FOR EACH ROW EXECUTE FUNCTION note_unused_bytes();
"""
FORGOTTEN = "DROP TRIGGER upload_leaves_bytes ON upload; DROP FUNCTION note_unused_bytes();"


class Migration(migrations.Migration):
    dependencies = [
        ("papers", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="UnusedBytes",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("since", models.DateTimeField(db_index=True)),
                ("is_leaving", models.BooleanField(default=False)),
                ("left_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "unused_bytes",
            },
        ),
        migrations.RunSQL(NOTED, FORGOTTEN),
    ]
