# What one can do here. `make help` lists it; CONTRIBUTING.md says when to use what.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PORT ?= 8000
UV ?= uv
BIN := .venv/bin

.PHONY: help demo test check format system layout lint types imports migrations translations \
	docs-check test-sqlite test-postgresql test-browser screens bench words lock docs runtime dev

help: ## what there is
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-24s %s\n", $$1, $$2}'

runtime:
	@python=$$(tools/find_python) && "$$python" tools/set_up.py runtime

dev:
	@python=$$(tools/find_python) && "$$python" tools/set_up.py dev

demo: runtime ## set everything up, load the demo community, serve it (PORT=8000)
	@$(BIN)/basehaven demo --serve --port $(PORT)

test: dev ## everything: checks, both databases, the browser
	@$(BIN)/python tools/run_tests.py

check: dev ## lint, types, import rules, migrations, translations, docs
	@$(BIN)/python tools/run_tests.py --only check

format: dev ## lay the code out
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

system layout lint types imports migrations translations docs-check test-sqlite test-postgresql test-browser: dev
	@$(BIN)/python tools/run_tests.py --only $@

screens: dev ## pictures of every page, 390 and 1280 px, light and dark, into screens/
	@$(BIN)/python tools/screens.py

bench: dev ## timings and accuracy, with the recipe of their input
	@$(BIN)/python -m benchmarks

docs: dev ## write the generated reference anew
	@$(BIN)/python tools/write_reference.py

words: dev ## collect the words to translate, and compile the translations
	@$(BIN)/python tools/translate.py

lock: ## pin the versions of pyproject.toml (needs uv; UPGRADE=--upgrade for newer ones)
	@$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
		--python-version 3.11 --custom-compile-command "make lock" --no-header $(UPGRADE) \
		pyproject.toml -o requirements/runtime.lock
	@$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
		--python-version 3.11 --custom-compile-command "make lock" --no-header $(UPGRADE) \
		-c requirements/runtime.lock --group dev pyproject.toml -o requirements/dev.lock
	@sed -i '1i # Written by `make lock` from pyproject.toml. Every file is pinned by its digest.' requirements/*.lock
