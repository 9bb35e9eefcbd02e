# make demo    set up, and find groups for cocaine
# make test    set up, and run every check
# make docs    write the generated pages again
# make bench   measure, and write bench/RESULTS.md

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test tests lint docs bench wheel clean

demo: $(VENV)/ready
	@echo
	@echo "fama find --substance cocaine"
	@echo
	@FAMA_PAGER= $(BIN)/fama find --substance cocaine

# Hundreds of tests start fama as a program of its own. Bytecode is made first, as it is when fama is installed, so that
# none of them compiles it again. They run on every core, while the rest is looked at beside them.
test: $(VENV)/ready-dev
	$(BIN)/python -m compileall -q src
	$(MAKE) --no-print-directory --jobs=2 lint tests

tests: $(VENV)/ready-dev
	$(BIN)/pytest -n logical --dist worksteal

lint: $(VENV)/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/build.py --check

docs: $(VENV)/ready-dev
	$(BIN)/python docs/build.py

bench: $(VENV)/ready-dev
	$(BIN)/python bench/run.py

wheel: $(VENV)/ready-dev
	rm -rf dist
	$(BIN)/python -m hatchling build -t wheel

clean:
	rm -rf $(VENV) .bench dist build

$(VENV)/made:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --upgrade pip
	@touch $@

$(VENV)/ready: $(VENV)/made pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --group dev
	@touch $@
