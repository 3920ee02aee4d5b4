# The two commands a newcomer needs are `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
KEY := var/secret-key
export WARRANT_HTTPS ?= off

.PHONY: help install demo test bench lint content lock clean

help:
	@echo "make demo   read the catalog at http://127.0.0.1:8000"
	@echo "make test   run all tests (DATABASE_URL=postgres://… for PostgreSQL)"
	@echo "make lint   what .ci/run checks beside the tests"
	@echo "make bench  measure speed, as ratios in one run"

install: .venv/installed

.venv/installed: constraints.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Warrant needs Python 3.11 or newer")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement constraints.txt
	touch $@

# A key of this machine's own: the settings refuse to start without one.
$(KEY):
	@mkdir -p var
	@$(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(60))' > $(KEY)

demo: install $(KEY)
	@export WARRANT_SECRET_KEY=$$(cat $(KEY)) && \
	$(BIN)/python manage.py migrate --verbosity 0 && \
	$(BIN)/python manage.py load_catalog && \
	$(BIN)/python manage.py collectstatic --noinput --verbosity 0 && \
	echo "Warrant is at http://127.0.0.1:8000 (Ctrl-C ends it)" && \
	exec $(BIN)/gunicorn catalog.wsgi --bind 127.0.0.1:8000 --workers 2 --threads 4 \
	  --limit-request-line 8190 --log-level warning

test: install $(KEY)
	@export WARRANT_SECRET_KEY=$$(cat $(KEY)) && $(BIN)/pytest -n 2 $(ARGS)

bench: install $(KEY)
	$(BIN)/pip install --quiet --disable-pip-version-check datasette
	@export WARRANT_SECRET_KEY=$$(cat $(KEY)) WARRANT_STATIC_ROOT=$(CURDIR)/var/bench-static && \
	$(BIN)/python -m tests.bench $(ARGS)

lint: install $(KEY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/lint-imports
	@export WARRANT_SECRET_KEY=$$(cat $(KEY)) && \
	$(BIN)/python -W error manage.py makemigrations --check --dry-run && \
	WARRANT_HTTPS=on $(BIN)/python -W error manage.py check --deploy --fail-level WARNING

# Loads the fixtures into a database of its own, lints them, and dumps them byte for byte.
content: install $(KEY)
	@export WARRANT_SECRET_KEY=$$(cat $(KEY)) DATABASE_URL=sqlite:///$(CURDIR)/var/content.sqlite3 && \
	rm -rf var/content.sqlite3* var/dump && \
	$(BIN)/python manage.py migrate --verbosity 0 && \
	$(BIN)/python manage.py load_catalog && \
	$(BIN)/python manage.py check_catalog && \
	$(BIN)/python manage.py dump_catalog var/dump && diff -r var/dump fixtures && \
	echo "The dump equals fixtures/ byte for byte."

# Writes the pinned versions anew; review the change before committing it.
lock:
	$(BIN)/pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-find-links --extra dev --output-file constraints.txt pyproject.toml

clean:
	rm -rf .venv var
