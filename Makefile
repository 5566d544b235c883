# Everything a person or a machine does with this checkout. `make help` lists it.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
BIN := .venv/bin
ENVIRONMENT := .venv/.python-$(VERSION)
PACKAGES := .venv/.packages
DEV_PACKAGES := .venv/.dev-packages
ASSETS := .venv/.assets
DEV_ASSETS := .venv/.dev-assets
LOCAL := $(BIN)/python -m infra.local
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
INSTALL := $(PIP) install --progress-bar off --no-deps
AUDIT := .venv/.audit/bin
COUNT := awk '/^Collecting/ && ++n % 20 == 0 { print "  " n " packages fetched"; fflush() } /^Installing/ { print "  installing " n " packages"; fflush() }'
# Keeps the versions that a lock file has: ARGS=--upgrade or ARGS='--upgrade-package django' takes newer ones.
COMPILE := UV_PYTHON_DOWNLOADS=never $(BIN)/uv pip compile pyproject.toml --python-version 3.11 --quiet --universal --generate-hashes --no-header --no-annotate
# Two at a time; `tests/order.py` says what goes together and what comes first.
TOGETHER := --numprocesses 2 --dist loadgroup --no-loadscope-reorder
ARGS ?=

.PHONY: help
help: ## List what make can do
	@grep -hE '^[a-z-]+:.*## ' Makefile | awk -F ':.*## ' '{ printf "  make %-12s %s\n", $$1, $$2 }'
	@echo
	@echo "  PYTHON=python3.13 chooses the Python (3.11 or newer), ARGS='-k postcode' goes to pytest."
	@echo "  Tests run in a random order, named by a number at their end: ARGS='--randomly-seed=NUMBER' has it again."

.PHONY: demo
demo: $(PACKAGES) $(ASSETS) ## Set everything up and serve the demo until Ctrl-C (PORT=8000, ENGINE=postgres or elasticsearch)
	@exec $(LOCAL) demo

.PHONY: test
test: machine $(DEV_PACKAGES) $(DEV_ASSETS) ## Run every test, on both engines and in a browser
	@exec $(LOCAL) run --elasticsearch -- pytest $(TOGETHER) --cov --cov-report=term --cov-fail-under=95 $(ARGS)

.PHONY: bench
bench: $(DEV_PACKAGES) $(ASSETS) ## Measure speed and relevance, print the table (ARGS='searching growth --quick' for some)
	@exec $(LOCAL) run --elasticsearch -- python -m infra.benchmarks $(ARGS)

.PHONY: machine
machine: $(ENVIRONMENT)
	@$(BIN)/python -m infra.local.machine

.PHONY: test-fast
test-fast: $(DEV_PACKAGES) ## Run the tests that need neither Elasticsearch nor a browser
	@exec $(LOCAL) run -- pytest $(TOGETHER) -m "not elasticsearch and not browser" $(ARGS)

.PHONY: check
check: $(DEV_PACKAGES) $(DEV_ASSETS) ## Check format, lint, templates, scripts, styles, types, import contracts, migrations and production settings
	@exec $(LOCAL) run -- python -m infra.local.check

.PHONY: format
format: $(DEV_PACKAGES) ## Format the code and put right what lint can
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

.PHONY: lock
lock: $(DEV_PACKAGES) ## Write into the lock files what pyproject.toml and package.json ask for (ARGS=--upgrade for newer versions)
	@test -x $(BIN)/uv || $(PIP) install --quiet uv
	@$(COMPILE) --group local --group dev --output-file requirements-dev.txt $(ARGS) > /dev/null
	@$(COMPILE) --group local --constraint requirements-dev.txt --output-file requirements-local.txt > /dev/null
	@$(COMPILE) --constraint requirements-dev.txt --output-file requirements.txt > /dev/null
	@PATH="$$PATH:$(CURDIR)/$(BIN)" npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund --loglevel error
	@$(BIN)/python -m infra.local.npm_lock
	@! grep -n '://' requirements*.txt package-lock.json || { echo "A lock file names a host: see the lines above."; exit 1; }

.PHONY: audit
audit: $(PACKAGES) ## Ask the internet for known weaknesses of the locked packages, and list these in .local/sbom/
	@test -x $(AUDIT)/pip-audit || { $(PYTHON) -m venv .venv/.audit && $(AUDIT)/pip --quiet --disable-pip-version-check install "pip-audit>=2.10,<3" "cyclonedx-bom>=7.3,<8"; }
	@mkdir -p .local/sbom
	@$(AUDIT)/python -W ignore -m cyclonedx_py requirements requirements.txt --pyproject pyproject.toml --output-file .local/sbom/python.json
	@export PATH="$$PATH:$(CURDIR)/$(BIN)"; npm sbom --sbom-format cyclonedx --package-lock-only --omit dev > .local/sbom/javascript.json
	@echo "What is installed is listed in .local/sbom/python.json and .local/sbom/javascript.json (CycloneDX)."
	@export PATH="$$PATH:$(CURDIR)/$(BIN)"; failed=; for file in requirements.txt requirements-dev.txt; do \
		echo "== $$file"; $(AUDIT)/pip-audit --disable-pip --require-hashes --strict --progress-spinner off -r $$file || failed=yes; done; \
		echo "== package-lock.json"; npm audit --package-lock-only || failed=yes; test -z "$$failed"

.PHONY: stop
stop: $(PACKAGES) ## Stop the test servers that `python -m infra.local run --keep` left running
	@$(LOCAL) stop

.PHONY: shell
shell: $(PACKAGES) ## Open a Python shell on the running demo, with every model imported
	@exec $(LOCAL) shell

.PHONY: clean
clean: ## Remove .venv, node_modules, built assets and caches; .local keeps the demo's data
	@exec $(PYTHON) -B -m infra.local.clean

$(ENVIRONMENT):
	@test -n "$(VERSION)" || { echo "$(PYTHON) was not found: apt-get install python3 python3-venv, or make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is Python $(VERSION), and 3.11 or newer is needed: make PYTHON=python3.11"; exit 1; }
	@echo "Making .venv with Python $(VERSION)"
	@$(PYTHON) -m venv --clear .venv || { echo "$(PYTHON) can't make a virtual environment: apt-get install python3-venv"; exit 1; }
	@touch $@

$(PACKAGES): $(ENVIRONMENT) requirements-local.txt pyproject.toml
	@echo "Installing the Python packages of the demo"
	@$(INSTALL) --require-hashes -r requirements-local.txt | $(COUNT) || { echo "The Python packages could not be installed: check the network and run make again."; exit 1; }
	@$(INSTALL) --quiet --no-build-isolation --editable .
	@touch $@

$(DEV_PACKAGES): $(PACKAGES) requirements-dev.txt
	@echo "Installing the Python packages of the tests and checks"
	@$(INSTALL) --require-hashes -r requirements-dev.txt | $(COUNT) || { echo "The Python packages could not be installed: check the network and run make again."; exit 1; }
	@touch $@

$(ASSETS): $(PACKAGES) package.json package-lock.json infra/local/assets.py
	@echo "Fetching styles and scripts"
	@PATH="$$PATH:$(CURDIR)/$(BIN)" $(BIN)/python -m infra.local.assets $(if $(wildcard $(DEV_ASSETS)),--dev)
	@touch $@ $(wildcard $(DEV_ASSETS))

$(DEV_ASSETS): $(PACKAGES) package.json package-lock.json infra/local/assets.py
	@echo "Fetching styles, scripts and their tools"
	@PATH="$$PATH:$(CURDIR)/$(BIN)" $(BIN)/python -m infra.local.assets --dev
	@touch $(ASSETS) $@
