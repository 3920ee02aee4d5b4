"""The databases' own indexes over the stored words, for both engines of search."""

from django.db import migrations

TABLES = {"catalog_sourcetext": "source_id", "catalog_claimtext": "claim_id"}

# An external-content FTS5 table and the triggers that its documentation asks for:
# https://www.sqlite.org/fts5.html#external_content_tables
SQLITE = """
CREATE VIRTUAL TABLE {table}_fts USING fts5(
    title, names, body, content='{table}', content_rowid='{pk}', tokenize='ascii'
);
CREATE TRIGGER {table}_fts_insert AFTER INSERT ON {table} BEGIN
    INSERT INTO {table}_fts(rowid, title, names, body)
    VALUES (new.{pk}, new.title, new.names, new.body);
END;
CREATE TRIGGER {table}_fts_delete AFTER DELETE ON {table} BEGIN
    INSERT INTO {table}_fts({table}_fts, rowid, title, names, body)
    VALUES ('delete', old.{pk}, old.title, old.names, old.body);
END;
CREATE TRIGGER {table}_fts_update AFTER UPDATE ON {table} BEGIN
    INSERT INTO {table}_fts({table}_fts, rowid, title, names, body)
    VALUES ('delete', old.{pk}, old.title, old.names, old.body);
    INSERT INTO {table}_fts(rowid, title, names, body)
    VALUES (new.{pk}, new.title, new.names, new.body);
END;
"""
SQLITE_BACK = """
DROP TRIGGER {table}_fts_update;
DROP TRIGGER {table}_fts_delete;
DROP TRIGGER {table}_fts_insert;
DROP TABLE {table}_fts;
"""
# "x" is the word that stands between fields, so no phrase runs from one into another.
POSTGRESQL = """
ALTER TABLE {table} ADD COLUMN words tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('pg_catalog.simple', title || ' x'), 'A') ||
    setweight(to_tsvector('pg_catalog.simple', names || ' x'), 'B') ||
    setweight(to_tsvector('pg_catalog.simple', body), 'C')
) STORED;
CREATE INDEX {table}_words ON {table} USING gin (words);
"""
POSTGRESQL_BACK = """
ALTER TABLE {table} DROP COLUMN words;
"""
SQL = {"sqlite": (SQLITE, SQLITE_BACK), "postgresql": (POSTGRESQL, POSTGRESQL_BACK)}


def run(schema_editor, direction):
    script = SQL[schema_editor.connection.vendor][direction]
    for table, pk in TABLES.items():
        text = script.format(table=table, pk=pk)
        # A trigger holds semicolons: statements end where a line ends with one
        # outside BEGIN and END.
        for statement in statements(text):
            schema_editor.execute(statement, params=None)


def statements(text):
    held, inside = [], False
    for line in text.strip().splitlines():
        held.append(line)
        inside = (inside or line.endswith("BEGIN")) and line != "END;"
        if line.endswith(";") and not inside:
            yield "\n".join(held)
            held = []


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: run(schema_editor, 0),
            lambda apps, schema_editor: run(schema_editor, 1),
        )
    ]
