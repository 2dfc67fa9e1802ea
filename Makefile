# Every target does its own set-up: `make run` and `make test` are all a fresh machine needs.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check
# Two stamps: the app needs a third of what the checks do.
APP := $(VENV)/app
ALL := $(VENV)/all

.PHONY: run test setup bench faults pictures clean

run: $(APP)
	@$(BIN)/reachout $(ARGS)

setup: $(ALL)

$(APP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "reachout needs Python 3.11 or newer: make PYTHON=python3.12 ..." >&2; exit 1; }
	@test -d $(VENV) && echo "Bringing $(VENV) up to date ..." \
	  || echo "Setting up reachout in $(VENV), only this once: about half a minute, 70 MB ..."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --editable . || { echo "Setting up stopped; it needs the network. The same make goes on." >&2; exit 1; }
	@touch $(APP)

$(ALL): $(APP)
	@echo "Adding what the checks need: about a minute, 120 MB more ..."
	@$(PIP) --editable '.[dev]' \
	  || { echo "Setting up stopped; it needs the network. The same make goes on." >&2; exit 1; }
	@touch $(ALL)

test: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/pytest -n auto

bench: setup
	@$(BIN)/python -m tests.benchmarks

faults: setup
	@$(BIN)/python -m tests.faults

pictures: setup
	@$(BIN)/python docs/make_pictures.py

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
