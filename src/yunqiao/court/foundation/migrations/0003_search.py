"""What each case is found by: folded text, and its words as a tsvector with a GIN index."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("foundation", "0002_the_database_refuses")]

    operations = [
        # fastupdate off: a search never has to read a list of what is not in the index yet.
        migrations.RunSQL(
            """CREATE TABLE search (
              case_id uuid PRIMARY KEY, tsv tsvector NOT NULL, text text NOT NULL
            );
            CREATE INDEX search_tsv ON search USING gin (tsv) WITH (fastupdate = off)""",
            "DROP TABLE search",
        ),
    ]
