"""Settings refuse to start where they would be unsafe."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.django_db


def start(**environment):
    """Return what settings made of `environment` say: their refusal, or ""."""
    kept = {"PATH": os.environ["PATH"], "WARRANT_SECRET_KEY": "k3y-" * 5 + "x" * 40}
    code = (
        "from django.conf import settings as s\n"
        "print(s.DEBUG, s.ALLOWED_HOSTS, s.SESSION_COOKIE_NAME, s.SECURE_HSTS_SECONDS)"
    )
    environment = {**kept, "DJANGO_SETTINGS_MODULE": "catalog.settings", **environment}
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={name: value for name, value in environment.items() if value is not None},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stdout.strip() or run.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("environment", "refusal"),
    [
        ({"WARRANT_SECRET_KEY": None}, "Set WARRANT_SECRET_KEY"),
        ({"WARRANT_SECRET_KEY": ""}, "Set WARRANT_SECRET_KEY"),
        ({"WARRANT_SECRET_KEY": "x1y2z3" * 8}, "Set WARRANT_SECRET_KEY"),
        ({"WARRANT_SECRET_KEY": "a" * 80}, "Set WARRANT_SECRET_KEY"),
        (
            {"WARRANT_SECRET_KEY": "django-insecure-" + "x1y2z3w4v5" * 5},
            "Set WARRANT_SECRET_KEY",
        ),
        (
            {"WARRANT_DEBUG": "on", "WARRANT_ALLOWED_HOSTS": "warrant.example"},
            "for this machine only",
        ),
        (
            {"WARRANT_DEBUG": "on", "WARRANT_ALLOWED_HOSTS": "localhost, *"},
            "for this machine only",
        ),
        ({"WARRANT_DEBUG": "1"}, "must be on or off"),
        ({"WARRANT_HTTPS": "yes"}, "must be on or off"),
    ],
)
def test_settings_refuse_to_start(environment, refusal):
    last = start(**environment)
    assert "ImproperlyConfigured" in last
    assert refusal in last


def test_settings_are_those_of_production_unless_told_otherwise():
    safe = "False ['127.0.0.1', 'localhost'] __Host-session 31536000"
    assert start() == safe
    assert start(WARRANT_DEBUG="on", WARRANT_HTTPS="off") == (
        "True ['127.0.0.1', 'localhost'] session 0"
    )
    assert start(WARRANT_ALLOWED_HOSTS=" a.example , b.example,") == (
        "False ['a.example', 'b.example'] __Host-session 31536000"
    )
