"""`manage.py export_sources bib 'contract=programmatic'`: the file of any list."""

from django.core.management import BaseCommand, CommandError
from django.http import QueryDict
from django.utils import timezone

from catalog.exports import FORMATS, Header
from catalog.filters import SourceQuery
from taxonomy.models import Edition


class Command(BaseCommand):
    """Write to standard output what /sources.FORMAT?QUERY streams."""

    help = "Write the sources of a query string as a file to standard output."

    def add_arguments(self, parser):
        parser.add_argument("format", choices=sorted(FORMATS))
        parser.add_argument("query", nargs="?", default="", help="such as q=verifier")

    def handle(self, *, query, **options):
        asked = SourceQuery(QueryDict(query.removeprefix("?")))
        if asked.errors:
            lines = [f"{name}: {' '.join(each)}" for name, each in asked.errors.items()]
            raise CommandError("\n".join(lines))
        header = Header(
            query=asked.parameters() or "all sources",
            date=timezone.now().date(),
            release=Edition.current("catalog"),
            count=asked.sources().count(),
        )
        for text in FORMATS[options["format"]].write(asked.ordered(), header):
            self.stdout.write(text, ending="")
