"""What every test stands on."""

import os
import shutil
from pathlib import Path

import pytest

from tests import world
from tests.files import FIXTURES, ONE, OTHER

# What a machine lacks is skipped, except where CI says that nothing may be.
REQUIRED = os.environ.get("WARRANT_REQUIRE") == "all"
TOOLS = {"browser": ("chromium",), "latex": ("biber", "bibtex", "pdflatex")}


def pytest_runtest_setup(item):
    """Skip, or fail where WARRANT_REQUIRE=all, a test whose tools are missing."""
    for mark, tools in TOOLS.items():
        missing = [tool for tool in tools if not shutil.which(tool)]
        if item.get_closest_marker(mark) and missing:
            message = f"needs {', '.join(missing)}"
            (pytest.fail if REQUIRED else pytest.skip)(message)


@pytest.fixture(autouse=True)
def plain_static(settings):
    """Name static files without a manifest, so that no test needs collectstatic."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        },
    }


@pytest.fixture
def small_world(db):
    """Return the sources of tests.world.small_world by key."""
    return world.small_world()


@pytest.fixture
def real(tmp_path):
    """Return a copy of fixtures/ that a test may spoil."""
    return Path(shutil.copytree(FIXTURES, tmp_path / "fixtures"))


@pytest.fixture
def small(real):
    """Return a copy of fixtures/ with the whole taxonomy, two sources and no claim."""
    shutil.rmtree(real / "claims")
    (real / "claims").mkdir()
    for path in (real / "sources").glob("*.toml"):
        if path.stem not in {ONE, OTHER}:
            path.unlink()
    return real
