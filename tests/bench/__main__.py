"""Run the bench on SQLite and, if it answers, on PostgreSQL; print one table.

SIZE=20000 is the number of synthetic sources. Every figure is a median of repeated
runs in this process; believe the ratios, not the milliseconds.
"""

import os
import subprocess
import sys
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent.parent
SERVER = os.environ.get(
    "BENCH_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/postgres"
)
NAME = "warrant_bench"


def postgresql():
    """Return the address of an empty bench database, "" if no server answers."""
    try:
        with psycopg.connect(SERVER, autocommit=True, connect_timeout=3) as server:
            server.execute(f"DROP DATABASE IF EXISTS {NAME}")
            server.execute(f"CREATE DATABASE {NAME}")
    except psycopg.OperationalError:
        return ""
    return SERVER.rsplit("/", 1)[0].replace("postgresql://", "postgres://") + f"/{NAME}"


def main():
    """Measure each database in a process of its own."""
    sqlite = ROOT / "var" / "bench.sqlite3"
    for path in sqlite.parent.glob("bench.sqlite3*"):
        path.unlink()
    databases = {"SQLite": f"sqlite:///{sqlite}", "PostgreSQL": postgresql()}
    for name, url in databases.items():
        print(f"\n== {name}", flush=True)
        if not url:
            print("No server answers; set BENCH_POSTGRESQL.")
            continue
        subprocess.run(
            [sys.executable, "-m", "tests.bench.measure"],
            env={**os.environ, "DATABASE_URL": url, "WARRANT_HTTPS": "off"},
            cwd=ROOT,
            check=True,
        )


if __name__ == "__main__":
    main()
