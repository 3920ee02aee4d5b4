"""The real files of fixtures/, whole or cut down, for tests to spoil."""

import re
from io import StringIO

from django.conf import settings
from django.core.management import call_command

from catalog.models import (
    Authorship,
    Claim,
    Classification,
    Evidence,
    Identifier,
    Source,
)
from taxonomy.models import Term

FIXTURES = settings.ROOT / "fixtures"
MODELS = (Authorship, Claim, Classification, Evidence, Identifier, Source, Term)
ONE, OTHER = "lightman2023verify", "abdin2025phi4reasoning"
SOURCE = f"sources/{ONE}.toml"


def load(directory):
    out = StringIO()
    call_command("load_catalog", str(directory), stdout=out)
    return out.getvalue()


def state():
    """Return all that loading writes, as values that can be compared."""
    return {
        model.__name__: list(model.objects.order_by("pk").values_list())
        for model in MODELS
    }


def spoil(path, old, new):
    """Replace `old`, a pattern, by `new` in the file; return the line it stood on."""
    data = path.read_text(encoding="utf-8")
    found = re.search(old, data, re.M)
    assert found, old
    text = data[: found.start()] + new + data[found.end() :]
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return data.count("\n", 0, found.start()) + 1
