# `make` sets up, regenerates, checks and builds the site; `make test` sets up and runs all tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: all setup generate site test lint verify reference clean

all: generate site
	@echo "The site is built. Open docs/_build/html/index.html"

setup: $(READY)

$(READY): pyproject.toml
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Python 3.11 or later is needed: make PYTHON=python3.11')"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group test --group docs
	touch $@

generate: setup
	$(BIN)/lstm-sym generate
	$(BIN)/lstm-sym check

site: setup
	$(BIN)/sphinx-build --quiet -W -n --keep-going -b html docs docs/_build/html

lint: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

test: lint
	$(BIN)/pytest

verify: setup
	$(BIN)/lstm-sym verify

# Exports the reference arrays again, from every Keras that tests/reference/environments/ names.
reference:
	$(PYTHON) tests/reference/export_all.py

clean:
	rm -rf $(VENV) docs/_build
