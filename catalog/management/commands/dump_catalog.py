"""`manage.py dump_catalog DIR`: the database as files, byte for byte."""

from pathlib import Path

from django.core.management import BaseCommand

from catalog.files import claim_file, source_file
from catalog.models import Claim, Source
from catalog.progress import Bar
from taxonomy import loading, toml


class Command(BaseCommand):
    """Write what load_catalog reads."""

    help = (
        "Write the taxonomy and all published and retired sources as files below DIR,"
        " in the canonical form that load_catalog reads."
    )

    def add_arguments(self, parser):
        parser.add_argument("directory", type=Path)

    def handle(self, *, directory, verbosity, **options):
        loading.dump(directory / "taxonomy")
        (directory / "sources").mkdir(parents=True, exist_ok=True)
        sources = Source.objects.filter(status__in=["published", "retired"])
        bar, written = Bar(self.stderr, sources.count()), 0
        for source in sources.for_page().iterator(chunk_size=500):
            text = toml.written(source_file.as_data(source))
            path = directory / "sources" / f"{source.key}.toml"
            path.write_text(text, encoding="utf-8")
            written += 1
            bar.step(source.key)
        bar.close()
        (directory / "claims").mkdir(exist_ok=True)
        for claim in Claim.objects.filter(status="published").for_page():
            path = directory / "claims" / f"{claim.key}.toml"
            path.write_text(toml.written(claim_file.as_data(claim)), encoding="utf-8")
        if verbosity:
            self.stdout.write(self.style.SUCCESS(f"{written} sources in {directory}."))
