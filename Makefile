# The commands of README. They need python3 (3.11 or newer) with venv, git and make; everything else they fetch.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
OFFSCREEN := QT_QPA_PLATFORM=offscreen

.PHONY: demo test run lint style types rooms bench screenshots i18n samples app libraries

demo: $(READY)  ## the main job without a display: a sample store, its month's work and every paper, in demo/
	$(BIN)/python main.py demo demo/
	@echo
	@echo "The papers are in demo/. Open the window with: make run"

# worksteal: a module's tests stay together, so that a store they share is made once and not by each worker.
test: $(READY)  ## every test
	$(OFFSCREEN) $(BIN)/python -m pytest -n 2 --dist worksteal

run: $(READY)  ## the window
	@.ci/system-libraries window
	$(BIN)/python main.py

lint: style types rooms  ## style, types, and that rooms import one way

style: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

rooms: $(READY)
	$(BIN)/lint-imports

bench: $(READY)  ## measurements against bare libraries
	$(OFFSCREEN) $(BIN)/python -m pytest tests/benchmarks -m benchmark -s -p no:randomly

screenshots: $(READY)  ## every page and paper as pictures, in screenshots/
	$(OFFSCREEN) $(BIN)/python -m tests.screenshots screenshots/

i18n: $(READY)  ## the Chinese texts, after a change of resources/i18n/zh_CN/*.po
	$(BIN)/python -m resources.i18n.compile

samples: $(READY)  ## the sample month, after a change of tests/samples
	$(BIN)/python -m tests.samples.make_month

app: $(READY)  ## the program as one folder for machines without Python, in build/app/meiban
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-app.txt
	$(BIN)/python -m PyInstaller --noconfirm --log-level WARN --distpath build/app --workpath build/app-work meiban.spec

$(READY): requirements.txt | libraries
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Meiban needs Python 3.11 or newer.")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	@touch $@

libraries:
	@.ci/system-libraries
