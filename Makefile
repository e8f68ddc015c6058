# make demo   the whole way, once, on a fresh machine
# make test   everything that must hold
# make eval   how well questions are answered, by kind
# make bench  how fast, as ratios (N=1000000 for the large universe)
# make pictures   the pictures of the docs, by the commands that stand below them
# make audit  60 claims with their sources, for a person to compare (AUDIT_SEED=2 for others)
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
N ?= 100000
AUDIT_SEED ?= 1

.PHONY: demo test eval bench pictures audit format generate clean

$(BIN)/continuity: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/tested: pyproject.toml $(BIN)/continuity
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@

demo: $(BIN)/continuity
	$(BIN)/python tools/demo.py

test: $(VENV)/tested
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/generate.py --check
	$(BIN)/pytest
	$(BIN)/python tools/smoke.py

bench: $(VENV)/tested
	$(BIN)/python -m benchmarks $(N)

pictures: $(VENV)/tested
	$(BIN)/python tools/pictures.py

audit: $(BIN)/continuity
	$(BIN)/python tools/audit.py --seed $(AUDIT_SEED)

eval: $(VENV)/tested
	$(BIN)/python tools/evaluate.py --failures

format: $(VENV)/tested
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

generate: $(VENV)/tested
	$(BIN)/python tools/generate.py
	$(BIN)/python tools/api_page.py
	$(BIN)/python tools/notebooks.py

clean:
	rm -rf $(VENV) dist build
