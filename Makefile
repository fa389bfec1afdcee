# Two commands matter on a fresh machine with Python 3.11+, git and make:
#
#     make demo      the worked example, into ./doha-round
#     make test      the tests; BROWSER=1 adds those that drive a browser
#
# Each target sets up what it needs in .venv, exactly as locks/ says.

PY := .venv/bin/python
SPHINX := $(PY) -m sphinx -n -W --keep-going -q -d .cache/doctrees
BROWSER ?=
ARGS ?=

.PHONY: help demo research intake test check lint types layers docs bench images screenshots sizes format lock vendor changelog dist clean
.DEFAULT_GOAL := help

help: ## Show this list.
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-11s %s\n", $$1, $$2}' Makefile

# A set of packages is installed when its lock file, or what we declare, has changed.
.venv/.have-%: locks/%.txt pyproject.toml tools/install
	@sh tools/install $*
	@touch $@

demo: .venv/.have-pages ## Write the worked example to ./doha-round, print its brief, and say how to open it.
	@.venv/bin/goodoffices demo $(ARGS)

research: .venv/.have-research ## Install what `goodoffices bridge --research` needs.
	@.venv/bin/goodoffices bridge --help >/dev/null && echo "Ready: .venv/bin/goodoffices bridge CASE --research"

intake: .venv/.have-intake ## Install what `goodoffices read` needs.
	@.venv/bin/goodoffices read --help >/dev/null && echo "Ready: .venv/bin/goodoffices read CASE FILE..."

test: .venv/.have-test $(if $(BROWSER),.venv/.have-browser) ## Run the tests; BROWSER=1 adds the browser's; ARGS="-k word" selects.
	@$(if $(BROWSER),$(PY) tests/e2e/chromium.py --install,:)
	$(PY) -m pytest $(or $(ARGS),--numprocesses=auto --dist=worksteal)

check: lint types layers docs ## What every change passes, beside the tests.

lint: .venv/.have-check ## Style and common mistakes.
	$(PY) -m ruff check
	$(PY) -m ruff format --check

types: .venv/.have-check ## Types.
	$(PY) -m mypy

layers: .venv/.have-check ## Who may import whom.
	.venv/bin/lint-imports --cache-dir .cache/importlinter

docs: .venv/.have-check ## Build the documentation into docs/_build/html.
	$(PY) -m docs.generate
	$(SPHINX) -b html docs docs/_build/html

bench: .venv/.have-bench ## Print the figures; BENCH=name runs one.
	$(PY) -m bench $(BENCH)

images: .venv/.have-browser ## Draw the picture of the brief anew (needs a Chromium).
	$(PY) -m docs.images

screenshots: .venv/.have-browser ## Draw every page into .cache/screenshots; ARGS=--docs draws those of the docs.
	$(PY) -m docs.screenshots $(ARGS)

sizes: .venv/.have-test ## Measure what an install weighs, for docs/reference/install.md.
	$(PY) docs/measure_sizes.py

format: .venv/.have-check ## Put the code into its house form.
	$(PY) -m ruff check --fix
	$(PY) -m ruff format

lock: ## Resolve all versions anew (needs uv) and write uv.lock and locks/.
	@sh tools/lock

vendor: .venv/.have-base ## Bring the files of others that the pages load (needs npm), as vendor.toml lists them.
	$(PY) tools/vendor

changelog: .venv/.have-check ## Make the fragments of changelog.d into a section of CHANGELOG.md.
	$(PY) -m towncrier build --yes

dist: .venv/.have-base ## Build the wheel and the source archive into dist/.
	$(PY) -m hatchling build

clean: ## Remove what make made, but never ./doha-round: someone may have worked in it.
	rm -rf .venv .cache docs/_build dist .hypothesis
