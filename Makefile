# What people type. Every target sets up what it needs; a second call starts at once.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: run test test-fast lint serve bench lock
.DEFAULT_GOAL := help

help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Corrigenda needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.11 $(MAKECMDGOALS)" or 0)'
	@echo "Setting up .venv from requirements.lock (a minute or two, once) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

run: $(READY)  ## clean the sample pages into output/
	@$(BIN)/corrigenda clean seeds/pages --output output

test: $(READY)  ## every test, the slow ones with real servers too
	@$(BIN)/python -m pytest -m "not slow" -n 2 --dist loadfile
	@$(BIN)/python -m pytest -m slow --ignore=tests/tasks/test_shard.py
	@# In a process of its own: ending Prefect's test harness waits for ever for threads that other tests' runs have ended.
	@$(BIN)/python -m pytest -m slow tests/tasks/test_shard.py

test-fast: $(READY)  ## the tests that take seconds
	@$(BIN)/python -m pytest -m "not slow" -n 2 --dist loadfile

PEERS := .venv-peers/.ready

$(PEERS): benchmarks/requirements-peers.txt
	@echo "Setting up .venv-peers, the systems to compare with (some minutes, once) ..."
	@$(PYTHON) -m venv .venv-peers
	@.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check -r benchmarks/requirements-peers.txt
	@touch $@

bench: $(READY) $(PEERS)  ## speed and accuracy, beside peers; tables and plots go to docs/benchmarks (half an hour)
	@$(BIN)/python -m benchmarks.repair
	@$(BIN)/python -m benchmarks.names
	@$(BIN)/python -m benchmarks.duplicates
	@$(BIN)/python -m benchmarks.run
	@$(BIN)/python -m benchmarks.pipeline --peers .venv-peers/bin/python

lint: $(READY)  ## style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

serve: $(READY)  ## Prefect's server, the schedule and a worker, until Ctrl-C
	@exec $(BIN)/python -m flows.serve $(PORT)

lock:  ## write requirements.lock anew from pyproject.toml
	@$(BIN)/uv pip compile pyproject.toml --extra dev --python-version 3.11 --universal --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --quiet -o requirements.lock
