"""PostgreSQL's engine: a generated tsvector over the stored words, with a GIN index.

https://www.postgresql.org/docs/current/textsearch-controls.html; the migration makes
the column `words`, whose weights A, B and C are title, names and body.
"""

from django.db.models.expressions import RawSQL

WEIGHTS = {"title": "A", "names": "B", "body": "C"}


def holding(table, phrases, columns):
    """Return a subquery of the rows that hold all `phrases` in `columns` (or any)."""
    weight = "".join(WEIGHTS[column] for column in columns)
    mark = f":{weight}" if weight else ""
    asked = " & ".join(
        "(" + " <-> ".join(f"{word}{mark}" for word in phrase) + ")"
        for phrase in phrases
    )
    pk = f"{table.removeprefix('catalog_').removesuffix('text')}_id"
    return RawSQL(  # the table is a model's, the words are [a-z0-9]
        f"SELECT {pk} FROM {table} WHERE words @@ %s::tsquery", [asked]
    )
