"""SQLite's engine: an FTS5 table over the stored words, kept by triggers.

https://www.sqlite.org/fts5.html; the migration makes `<table>_fts`.
"""

from django.db.models.expressions import RawSQL


def holding(table, phrases, columns):
    """Return a subquery of the rows that hold all `phrases` in `columns` (or any)."""
    asked = " AND ".join('"' + " ".join(phrase) + '"' for phrase in phrases)
    if columns:
        asked = f"{{{' '.join(columns)}}} : ({asked})"
    return RawSQL(  # the table is a model's, the words are [a-z0-9]
        f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH %s", [asked]
    )
