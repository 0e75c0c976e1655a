# `make` sets up, regenerates, checks and builds the site; `make test` sets up and runs all tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: all setup generate site site-alone pdf epub test lint verify lowest newest installed \
    planted audit reference models recipes peers clean

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

# The same with the group docs alone: the site may need nothing that only the tests bring.
site-alone:
	$(PYTHON) -m venv $(VENV)-docs
	$(VENV)-docs/bin/python -m pip install --quiet --disable-pip-version-check "pip>=25.1"
	$(VENV)-docs/bin/python -m pip install --quiet --disable-pip-version-check --editable . --group docs
	$(VENV)-docs/bin/sphinx-build --quiet -W -n --keep-going -b html docs docs/_build/html

# The site as one PDF; needs latexmk and pdflatex.
pdf: setup
	$(BIN)/sphinx-build --quiet -W -n --keep-going -b latex docs docs/_build/latex
	cd docs/_build/latex && latexmk -pdf -silent -interaction=nonstopmode lstm_sym.tex
	@echo "docs/_build/latex/lstm_sym.pdf"

epub: setup
	$(BIN)/sphinx-build --quiet -W -n --keep-going -b epub -d docs/_build/epub-doctrees docs docs/_build/epub
	@echo "docs/_build/epub/lstm_sym.epub"

# Changes of what is written by hand, which tests must notice; takes about a quarter of an hour.
planted: setup
	$(BIN)/python -m tests.planted.by_hand -o docs/results/planted.json

# Every test on a broken product; takes as long as all tests.
audit: setup
	$(BIN)/python -m tests.planted.audit -o docs/results/audit.json

# What the tests of the site take from npm, where there is npm; without it they say that they skip.
NPM_READY := tests/site/node_modules/.ready

$(NPM_READY): tests/site/package.json
	@if command -v npm > /dev/null; then \
	    npm install --prefix tests/site --no-package-lock --no-audit --no-fund --silent && touch $@; \
	else echo "npm is not installed: the HTML is not judged"; fi

lint: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

test: lint tested

# All tests, or those that TESTS names, without the linters.
.PHONY: tested
tested: setup $(NPM_READY)
	$(BIN)/pytest $(TESTS)

verify: setup
	$(BIN)/lstm-sym verify

# The oldest SymPy and NumPy that pyproject.toml allows must give the same bytes and pass.
lowest: setup
	$(PYTHON) -m venv $(VENV)-lowest
	$(VENV)-lowest/bin/python -m pip install --quiet --disable-pip-version-check "pip>=25.1"
	$(VENV)-lowest/bin/python -m pip install --quiet --disable-pip-version-check --editable ".[models]" \
	    sympy==1.12 mpmath==1.3.0 numpy==2.0.0 "pytest>=8.4,<10" "hypothesis>=6.100,<7"
	$(VENV)-lowest/bin/lstm-sym check
	$(VENV)-lowest/bin/pytest -q tests/notation tests/targets tests/passes tests/runtime

# The newest Python, NumPy and Sphinx must give the same bytes and pass, where that Python is found.
NEWEST := 3.13
newest: setup
	@python=$$($(BIN)/python -c "from lstm_sym.proofs.determinism import interpreter as i; print(i('$(NEWEST)'))"); \
	if [ -z "$$python" ]; then \
	    echo "make newest is skipped: there is no Python $(NEWEST), in pyenv or as python$(NEWEST)"; \
	else \
	    "$$python" -m venv $(VENV)-newest && $(MAKE) --no-print-directory tested-newest; \
	fi

.PHONY: tested-newest
tested-newest:
	$(VENV)-newest/bin/python -m pip install --quiet --disable-pip-version-check "pip>=25.1"
	$(VENV)-newest/bin/python -m pip install --quiet --disable-pip-version-check --upgrade \
	    --editable . --group test --group docs
	$(VENV)-newest/bin/lstm-sym check
	$(VENV)-newest/bin/pytest -q tests/notation tests/targets tests/passes tests/runtime tests/sphinx

# The wheels in clean environments, with the newest and the oldest click: every command, and the
# page that says how another project uses the extension.
installed: setup
	$(BIN)/pytest -q -m installed tests/installed

# Exports the reference arrays again, from every framework that tests/reference/environments/ names,
# and measures again what conversions and options do in them.
reference: setup
	$(BIN)/python tests/reference/export_all.py
	$(BIN)/lstm-sym sensitivity -o docs/results/sensitivity.json

# Reads, explains and runs model files that others published, and compares them with onnxruntime;
# downloads some 190 MB.
models:
	$(PYTHON) -m venv .reference-venvs/models
	.reference-venvs/models/bin/python -m pip install --quiet --disable-pip-version-check \
	    --editable ".[models]" onnxruntime
	.reference-venvs/models/bin/python tests/reference/published_models.py \
	    .reference-venvs/published

# The recipes of the page on many examples that need an engine of their own; Spark needs Java.
recipes: setup
	$(PYTHON) -m venv $(VENV)-recipes
	$(VENV)-recipes/bin/python -m pip install --quiet --disable-pip-version-check \
	    ./generated pyspark pandas pyarrow "ray[data]"
	. $(VENV)-recipes/bin/activate && for recipe in on_spark on_ray; do \
	    python tests/recipes/$$recipe.py || exit 1; \
	done

# What `lstm-sym bench` compares with: PyTorch, onnxruntime, OpenVINO, JAX, TensorFlow and numba, apart.
peers: setup
	$(BIN)/lstm-sym bench --setup --peers $(VENV)-peers

clean:
	rm -rf $(VENV) $(VENV)-lowest $(VENV)-docs $(VENV)-newest $(VENV)-recipes docs/_build tests/site/node_modules
