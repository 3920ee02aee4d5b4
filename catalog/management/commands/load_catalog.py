"""`manage.py load_catalog`: fixtures/ into the database."""

from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from catalog.files import claim_file, claim_loading, loading, source_file
from catalog.models import Source
from catalog.progress import Bar
from taxonomy import loading as taxonomy_loading
from taxonomy.vocabulary import vocabulary


class Command(BaseCommand):
    """Load all of the catalog or, if anything is wrong, nothing."""

    help = (
        "Load the taxonomy, the sources and the claims from files, in one transaction. Safe to run"
        " again: what has not changed is not written. A bad file is named with its"
        " line, and then nothing changes."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "directory", nargs="?", type=Path, default=settings.ROOT / "fixtures"
        )

    def handle(self, *, directory, verbosity, **options):
        if not (directory / "taxonomy").is_dir():
            raise CommandError(f"{directory} holds no taxonomy/: not a catalog.")
        with transaction.atomic():
            facets, tables, problems = taxonomy_loading.read(directory / "taxonomy")
            self.stop_at(problems)
            try:
                changed = taxonomy_loading.write(facets, tables)
            except ProtectedError as error:
                raise CommandError(
                    f"A term in use is gone from its file: {error}"
                ) from None
            sources, written = self.load_sources(directory / "sources")
            claims, judged = self.load_claims(directory / "claims")
        if verbosity:
            self.stdout.write(
                self.style.SUCCESS(
                    f"{sources} sources read, {written} written;"
                    f" {claims} claims read, {judged} written;"
                    f" {len(facets) + len(tables)} taxonomy files read,"
                    f" {changed} written."
                )
            )

    def load_sources(self, directory):
        """Read and write every source; return how many were read, and written."""
        paths, known = sorted(directory.glob("*.toml")), vocabulary()
        bar, datas, problems = Bar(self.stderr, len(paths)), [], []
        for path in paths:
            data, found = source_file.read_source(path, known)
            problems += found
            datas.append(data)
            bar.step(path.stem)
        bar.close()
        self.stop_at(problems + source_file.clashes(directory, datas))
        changed = loading.differing(datas)
        if changed:
            try:
                loading.write_sources(changed)
            except IntegrityError as error:
                raise CommandError(
                    f"The files clash with a record in the database: {error}"
                ) from None
        return len(datas), len(changed)

    def load_claims(self, directory):
        """Read and write every claim; return how many were read, and written."""
        paths = sorted(directory.glob("*.toml"))
        sources = dict(Source.objects.values_list("key", "pk"))
        known = claim_file.Known.now(vocabulary(), sources)
        bar, datas, problems = Bar(self.stderr, len(paths)), [], []
        for path in paths:
            data, found = claim_file.read_claim(path, known)
            problems += found
            datas.append(data)
            bar.step(path.stem)
        bar.close()
        self.stop_at(problems)
        changed = claim_loading.differing(datas)
        if changed:
            claim_loading.write_claims(changed, known)
        return len(datas), len(changed)

    def stop_at(self, problems):
        """Raise CommandError if there are problems, with each on a line."""
        if problems:
            lines = "\n".join(str(problem) for problem in problems[:50])
            more = f"\nand {len(problems) - 50} more" if len(problems) > 50 else ""
            raise CommandError(f"Nothing was changed.\n{lines}{more}")
