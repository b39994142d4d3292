# One command to run Cardinal, one to test it. Each sets up all that it needs, and only once.

.DEFAULT_GOAL := help
.PHONY: help run test check python-check pwa-check bench bench-sync bench-anki bench-selection fmt lock clean prepare-run prepare-check prepare-test

PY := .venv/bin/python
NPM := PATH="$(CURDIR)/.venv/bin:$$PATH" npm --silent --prefix pwa
export PYTHON

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: prepare-run ## set up what is missing, then serve Cardinal on http://localhost:8000
	@$(PY) manage.py migrate --no-input --verbosity 0
	@$(PY) manage.py load_library
	@exec $(PY) manage.py serve

test: check prepare-test ## every check, then every test
	@$(PY) -m tests
	@echo "PWA: tests…"
	@$(NPM) run test

check: python-check pwa-check ## style, types, imports, migrations, library, API schema

python-check: prepare-check
	@echo "Python: style…"
	@$(PY) -m ruff check --quiet .
	@$(PY) -m ruff format --check --quiet .
	@echo "Python: types…"
	@$(PY) -m mypy --no-error-summary
	@echo "Python: imports, migrations, library, API schema…"
	@$(call show_only_failures,.venv/bin/lint-imports --no-logo)
	@$(PY) manage.py makemigrations --check --dry-run --verbosity 0 || \
		{ echo "A model changed without its migration. Run: $(PY) manage.py makemigrations"; exit 1; }
	@$(call show_only_failures,$(PY) manage.py check --fail-level WARNING)
	@$(call show_only_failures,$(PY) manage.py library check)
	@$(PY) manage.py openapi pwa/openapi.json --check

show_only_failures = $(1) >.venv/check.txt 2>&1 || { cat .venv/check.txt; exit 1; }

pwa-check: prepare-check
	@echo "PWA: types and style…"
	@$(call show_only_failures,$(NPM) run check)
	@$(call show_only_failures,$(NPM) run fmt:check)

bench: prepare-test ## measure; one JSON line per figure (BENCH="name ..." for some only)
	@$(PY) -m bench $(BENCH)

bench-sync: prepare-test ## measure sync beside Anki's own server (installs Anki's package apart)
	@$(PY) -m bench beside_anki

bench-selection: prepare-test ## simulate learners under several ways of choosing the next card (docs/selection.md)
	@$(PY) -m bench.selection $(SELECTION)

bench-anki: prepare-test ## measure export to and import from Anki beside Anki's own
	@$(PY) -m bench anki_export anki_import

soak: prepare-test ## kill, cut off, restore and set clocks wrong for SOAK_SECONDS (600), until 100 kills at least
	@$(PY) -m tests.__soak__

fmt: prepare-check ## format every file
	@$(PY) -m ruff check --quiet --fix .
	@$(PY) -m ruff format --quiet .
	@$(NPM) run fmt

lock: ## resolve the Python packages anew (needs uv), and clean the lock file that npm left
	@command -v uv >/dev/null || { echo "make lock needs uv. Install it (pip install uv) and start again."; exit 1; }
	uv pip compile $(LOCK) --upgrade pyproject.toml -o requirements.lock
	uv pip compile $(LOCK) --upgrade --constraint requirements.lock pyproject.toml --group dev -o requirements-dev.lock
	uv pip compile $(LOCK) --upgrade --group pyproject.toml:node -o requirements-node.lock
	uv pip compile $(LOCK) --upgrade --group pyproject.toml:anki -o requirements-anki.lock
	$(PY) tools/plain_lock.py

LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url

clean: ## remove all that was installed or built; the data in var/ stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis pwa/node_modules pwa/dist

prepare-run prepare-check prepare-test: prepare-%:
	@python=$$(tools/python.sh) && "$$python" tools/prepare.py $*
