# `make` sets up, regenerates, checks and builds the site; `make test` sets up and runs all tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: all setup generate site test lint verify lowest reference clean

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

# The oldest SymPy and NumPy that pyproject.toml allows must give the same bytes and pass.
lowest: setup
	$(PYTHON) -m venv $(VENV)-lowest
	$(VENV)-lowest/bin/python -m pip install --quiet --disable-pip-version-check "pip>=25.1"
	$(VENV)-lowest/bin/python -m pip install --quiet --disable-pip-version-check --editable . \
	    sympy==1.12 mpmath==1.3.0 numpy==2.0.0 "pytest>=8.4,<10" "hypothesis>=6.100,<7"
	$(VENV)-lowest/bin/lstm-sym check
	$(VENV)-lowest/bin/pytest -q tests/notation tests/printers tests/passes tests/runtime

# Exports the reference arrays again, from every Keras that tests/reference/environments/ names.
reference:
	$(PYTHON) tests/reference/export_all.py

clean:
	rm -rf $(VENV) $(VENV)-lowest docs/_build
