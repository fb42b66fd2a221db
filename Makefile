# Everything a person types. `make play` needs Python 3.11, make and a network; nothing else.
# PORT, HOST, DATA_DIR and CAMPAIGN (see server/settings.py) may be given: make play PORT=9000

SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(CURDIR)/$(VENV)/bin
# Node, where it had to be installed, is in the environment's bin folder too (.make/node.sh).
export PATH := $(BIN):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

PYTEST_ARGS ?=

# The packages of the age judge, apart from what the product and its tests need.
JUDGE := build/judge
# The fuzzer of the trace decoder, and for how long it looks.
FUZZ := build/fuzz
FUZZ_SECONDS ?= 60
# For how long a kiosk is soaked.
SOAK_MINUTES ?= 30
PICTURES ?= tests/media/astronaut.jpg
# So many test files run side by side; one core each is what the browser tests want.
TEST_WORKERS ?= 2

# What a build of the pages is made of; a newer file means a new build.
WEB_SOURCES := $(shell find web assets \
	\( -name node_modules -o -name dist -o -name __pycache__ -o -name '*.py' \) -prune \
	-o -type f -print 2>/dev/null)

.PHONY: help play dev test test-long check bench bench-large chaos soak fuzz judge build wheel models lock format clean

help:
	@echo "make play    install, build and start Kindlens on http://localhost:8080"
	@echo "make dev     the same with hot reload of effects and pages"
	@echo "make test    lint, types and all tests, real browsers included"
	@echo "make wheel   one file to be installed with pip, pages and effects inside: build/wheel"
	@echo "make check   lint, format and types only"
	@echo "make test-long  slow tests on further screens, languages and effects"
	@echo "make bench   one JSON line a figure"
	@echo "make bench-large  a ledger of 39,000,000 credits: an hour, and 20 GB of disk"
	@echo "make chaos   break and flood real servers, at length (SEED=… tries a run again)"
	@echo "make soak    visit a kiosk for SOAK_MINUTES, with faults (SEED=… tries a run again)"
	@echo "make fuzz    look for bytes that the decoder of traces does not stand, for FUZZ_SECONDS"
	@echo "make judge   draw the faces in PICTURES at every age, and tell how old a net takes them for"
	@echo "make format  format Python and TypeScript"
	@echo "make clean   remove everything that was installed or built (not data/)"

# --- what people run -------------------------------------------------------------------------

# `exec`, so that Ctrl-C reaches the server alone, which ends with 0, and make has nothing to add.
play: build
	@exec $(BIN)/python -m server

dev: $(VENV)/.play web/node_modules/.package-lock.json web/dist/index.html models
	@exec .make/dev.sh

test: check build
	@.make/browsers.sh $(VENV)
	@$(BIN)/python -m pytest --numprocesses $(TEST_WORKERS) --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS)

# What `make test` has no time for: the same proofs on further screens, languages and effects.
test-long: $(VENV)/.test build
	@.make/browsers.sh $(VENV)
	@exec $(BIN)/python -m pytest -m long $(PYTEST_ARGS)

check: $(VENV)/.test web/node_modules/.package-lock.json
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/pyright --warnings
	@cd web && npm run --silent check

bench: $(VENV)/.test build
	@.make/browsers.sh $(VENV)
	@exec $(BIN)/python -m tests.bench

# An hour, and 20 GB of disk: a ledger of 39,000,000 credits on both databases.
bench-large: $(VENV)/.test
	@exec $(BIN)/python -m tests.bench ledger_size_large

chaos: $(VENV)/.test build
	@exec $(BIN)/python -m pytest -m chaos --chaos $(if $(SEED),--chaos-seed=$(SEED)) $(PYTEST_ARGS)

soak: $(VENV)/.test build
	@.make/browsers.sh $(VENV)
	@exec $(BIN)/python -m tests.soak $(SOAK_MINUTES) $(SEED)

fuzz: $(FUZZ)/.ready
	@PYTHONPATH=. exec $(FUZZ)/bin/python -m tests.fuzz $(FUZZ_SECONDS)

# How old an age net takes each drawn age for: make judge PICTURES="some/faces/*.jpg"
judge: $(VENV)/.test build $(JUDGE)/.ready
	@rm -rf build/judged
	@$(BIN)/kindlens sheet $(PICTURES) --out build/judged
	@$(JUDGE)/bin/python -m tests.age_judge build/judged

# Compressed once, kept by content in build/: the second time costs half a second.
build: $(VENV)/.play $(VENV)/bin/kindlens web/dist/index.html models
	@$(BIN)/python -m server.precompress web/dist

# For a host: `pip install` of it needs neither Node nor this folder.
wheel: $(VENV)/.test build
	@.make/wheel.sh $(CURDIR)/$(VENV) $(CURDIR)/build/wheel
	@ls build/wheel/*.whl

models: $(VENV)/.play
	@$(BIN)/python -m models.fetch --quiet

format: $(VENV)/.test web/node_modules/.package-lock.json
	@$(BIN)/ruff check --fix --quiet
	@$(BIN)/ruff format --quiet
	@cd web && npm run --silent fix

clean:
	rm -rf $(VENV) web/node_modules web/dist models/cache build *.egg-info
	find . -name __pycache__ -prune -exec rm -rf {} +

# Settle the versions anew after a change of pyproject.toml.
lock: $(VENV)/bin/python
	@$(BIN)/python -m pip install -qq uv==0.13.9
	@set -e; for lock in "requirements.lock" "requirements-test.lock --extra test -c requirements.lock"; do \
		$(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
			--generate-hashes --no-emit-index-url --custom-compile-command "make lock" -o $$lock; \
	done

# --- what those need, each made once -----------------------------------------------------------

$(VENV)/bin/python:
	@python=$$(.make/python.sh) && "$$python" -m venv $(VENV)

# The project itself is not installed: Python runs from this folder, and so does the command.
$(VENV)/bin/kindlens: .make/kindlens.sh | $(VENV)/bin/python
	@cp .make/kindlens.sh $@

$(VENV)/.play: requirements.lock | $(VENV)/bin/python
	@echo "Installing the Python packages …"
	@$(BIN)/python -m pip install -qq --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.test: requirements-test.lock | $(VENV)/bin/python
	@echo "Installing the Python packages that the tests need …"
	@$(BIN)/python -m pip install -qq --require-hashes -r requirements-test.lock
	@touch $(VENV)/.play $@

$(JUDGE)/.ready: tests/age_judge/requirements.txt | $(VENV)/bin/python
	@echo "Installing the packages of the age judge …"
	@$(BIN)/python -m venv $(JUDGE)
	@$(JUDGE)/bin/python -m pip install -qq -r $<
	@touch $@

$(FUZZ)/.ready: pyproject.toml | $(VENV)/bin/python
	@echo "Installing the fuzzer …"
	@$(BIN)/python -m venv $(FUZZ)
	@$(FUZZ)/bin/python -m pip install -qq $$($(BIN)/python -c "import tomllib; print(*tomllib.load( \
		open('pyproject.toml', 'rb'))['project']['optional-dependencies']['fuzz'])")
	@touch $@

web/node_modules/.package-lock.json: web/package-lock.json web/package.json | $(VENV)/bin/python
	@.make/node.sh $(VENV)
	@echo "Installing the web packages …"
	@cd web && npm ci --silent --no-audit --no-fund
	@touch $@

web/dist/index.html: web/node_modules/.package-lock.json $(WEB_SOURCES)
	@echo "Building the pages …"
	@cd web && npm run --silent build
	@touch $@
