# The targets of this file are what people and CI call; see README.md.
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8080

.PHONY: setup demo test check bench lock catalogs

setup: $(VENV)/.ready

$(VENV)/.ready: requirements-dev.lock pyproject.toml
	python3 -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: setup
	$(BIN)/dondoc demo --port $(PORT)

test: setup
	$(BIN)/pytest

check: test
	.ci/check

bench: setup
	$(BIN)/python -m bench

lock: ## Renew both lock files from pyproject.toml; needs uv.
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --group dev --constraint requirements.lock pyproject.toml -o requirements-dev.lock

catalogs: setup ## Bring locales/*.po in line with the strings in the code.
	$(BIN)/python -m locales.catalogs update
