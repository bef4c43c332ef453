# `make demo` and `make test` set up everything they need; a machine with Python 3.11, make and git is enough.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
CODE := $(shell find src data -type f -not -name '*.pyc') pyproject.toml hatch_build.py README.md LICENSE

# An install without bytecode makes every start of the program several times slower.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test lint bench clean

demo: $(VENV)/installed
	@echo "Which measures apply nationwide?"
	@echo "\$$ pftz measures --scope nationwide"
	@$(BIN)/pftz measures --scope nationwide --format table

test: lint
	$(BIN)/python -P -m pytest

lint: $(VENV)/installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy

bench: $(VENV)/installed
	$(BIN)/python benchmarks/start.py

clean:
	rm -rf $(VENV) build dist

# The tests run against the wheel as users get it, never against the source tree.
$(VENV)/installed: $(CODE) | $(VENV)/tools
	rm -rf build dist
	$(PIP) wheel --no-deps --wheel-dir dist .
	$(PIP) install dist/*.whl
	$(PIP) install --force-reinstall --no-deps dist/*.whl
	@touch $@

$(VENV)/tools: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) install "pip>=25.1"
	$(PIP) install --group dev
	@touch $@
