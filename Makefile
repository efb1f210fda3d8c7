# Every command that a newcomer, a developer and the build machine use. `make help` lists them.
# Stamps in .venv (.run, .dev, .bench) say what is installed: a second run installs nothing.

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PYTHON ?=
PEOPLE ?= 200000
SECONDS ?= 600
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint bench fuzz docs mutants pins clean faults

help: ## say what each target does
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "  Options: PYTHON=/path/to/python3.11, PEOPLE=20000000 (demo), ARGS='-k consent' (test)"

setup: $(VENV)/.run $(VENV)/.dev ## install Licet and what its tests need into .venv

# An audit that finds a breach exits 2. That is what a demonstration is for; any other answer is a failure.
define demonstrate
	@echo; echo "licet demo $(1)"; \
	$(BIN)/licet demo $(1); code=$$?; \
	if [ $$code -ne 2 ]; then echo "make demo: expected exit 2 (breach found), got $$code" >&2; exit 1; fi
endef

demo: $(VENV)/.run ## find again what the CNIL found, on generated people; reports in demo-out
	$(call demonstrate,performeclic --people $(PEOPLE) --out demo-out/performeclic)
	$(call demonstrate,partners --out demo-out/partners)
	$(call demonstrate,overnight --out demo-out/overnight)
	@echo; echo "The reports, to open in a browser:"; find demo-out -name report.html | sort | sed 's/^/  /'

test: $(VENV)/.run $(VENV)/.dev ## run every test
	$(BIN)/python -m pytest -n auto $(ARGS)

lint: $(VENV)/.run $(VENV)/.dev ## check style, types and floors
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.run $(VENV)/.bench ## measure against Polars itself, in ratios
	$(BIN)/python tests/bench/run.py $(ARGS)

fuzz: $(VENV)/.run $(VENV)/.dev ## try every reader on spoilt files for SECONDS=600; findings in fuzz-out
	$(BIN)/python tests/fuzz/run.py --seconds $(SECONDS) $(ARGS)

faults: $(VENV)/.run $(VENV)/.dev ## kill writers and restores at random, click while lists are imported, change every byte of an evidence file: what is lost, late or accepted fails
	$(BIN)/python -m tests.faults.killed_writers --rounds 200
	$(BIN)/python -m tests.faults.killed_writers --rounds 200 --postgresql
	$(BIN)/python -m tests.faults.killed_restores --rounds 100
	$(BIN)/python -m tests.faults.killed_restores --rounds 100 --postgresql
	$(BIN)/python -m tests.faults.one_click_while_importing --rounds 20
	$(BIN)/python -m tests.faults.one_click_while_importing --rounds 20 --postgresql
	$(BIN)/python tests/faults/evidence_bytes.py $(ARGS)

docs: $(VENV)/.run ## write the rule book, in French and in English, and the schemas, into docs
	$(BIN)/licet law book --out docs/rulebook
	$(BIN)/licet dossier schema --out docs/schemas

mutants: $(VENV)/.run $(VENV)/.dev ## write each rule wrong on purpose; the rate goes into docs, what lives unlisted here
	$(BIN)/python -m tests.law.mutation

# One resolution for Linux, macOS and every Python from 3.11 on. `make pins ARGS=--upgrade` takes newer versions.
pins: $(VENV)/.run $(VENV)/.dev ## write requirements/*.txt again from requirements/*.in
	cd requirements && for list in run dev bench; do \
	  UV_CUSTOM_COMPILE_COMMAND="make pins" ../$(BIN)/uv pip compile $(ARGS) --no-config --quiet --universal \
	    --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	    $$list.in --output-file $$list.txt >/dev/null || exit 1; done

clean: ## remove what was built and what the demonstrations wrote; .venv stays
	rm -rf build dist demo-out bench-out fuzz-out .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests -type d -name __pycache__ -prune -exec rm -rf {} +

# ------------------------------------------------------------------------------------------ environment

# Asked-for or found, the interpreter must be 3.11 or newer; a half-made environment is removed.
$(BIN)/python:
	@for python in $(or $(PYTHON),python3.11 python3 python3.12 python3.13 python3.14 python); do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    "$$python" -m venv $(VENV) && exit 0; \
	    rm -rf $(VENV); \
	    echo "make: $$python cannot make a virtual environment (on Debian: apt-get install python3-venv)" >&2; exit 1; \
	  fi; \
	done; \
	echo "make: Licet needs Python 3.11 or newer; install it, or say where it is: make PYTHON=/path/to/python3.11" >&2; exit 1

# The build backend is among the pins, so that nothing is fetched outside them.
$(VENV)/.run: requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "installing Licet into $(VENV)"
	@$(INSTALL) --require-hashes --requirement requirements/run.txt
	@$(INSTALL) --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt | $(VENV)/.run
	@echo "installing what tests and lints need"
	@$(INSTALL) --require-hashes --requirement requirements/dev.txt
	@touch $@

$(VENV)/.bench: requirements/bench.txt | $(VENV)/.run
	@echo "installing what measurements need"
	@$(INSTALL) --require-hashes --requirement requirements/bench.txt
	@touch $@
