# Every task has its door here; `make` alone lists them. Needs GNU make 4 or newer and Python 3.11 to 3.13.

.DEFAULT_GOAL := help
.PHONY: help ready tables run test lint lab pages wheel realdata recovery assurance accessibility workbook word golden lock clean

BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
EVALKIT := $(BIN)/evalkit
STUDIES := leicester north-west
PRIVATE := $(CURDIR)/.evalkit/config

# Settings of this project alone: a user's own Jupyter, IPython and matplotlib settings change nothing here.
export PYTHON
export WHEELS
export MPLCONFIGDIR := $(PRIVATE)/matplotlib
export IPYTHONDIR := $(PRIVATE)/ipython
export JUPYTER_CONFIG_DIR := $(PRIVATE)/jupyter
export JUPYTER_DATA_DIR := $(PRIVATE)/jupyter-data
export JUPYTER_RUNTIME_DIR := $(PRIVATE)/jupyter-runtime
unexport PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME

help: ## list the tasks
	@echo "make run [STUDIES=\"name ...\"]   install what is missing, then turn each study into its report"
	@echo "make test                       install what is missing, then prove the project"
	@echo "make lab                        open the pages in JupyterLab, as copies that are yours to change"
	@echo "make pages                      rewrite the outputs stored in notebooks/"
	@echo "make wheel                      build the wheel, install it into an empty environment, and do all a user does"
	@echo "make realdata                   remake the worked example and the real areas from the published tables"
	@echo "make recovery                   draw a known truth again and again and see whether intervals hold it (two hours)"
	@echo "make assurance                  fail where a page of docs/assurance no longer belongs to the code"
	@echo "make accessibility              look at every page below reports/ in a browser: axe-core, contrast, widths, paper (10 minutes)"
	@echo "make workbook                   open the workbooks that evalkit and its reports hold in LibreOffice, if it is there"
	@echo "make word                       open the Word files below reports/ in LibreOffice, where it is installed, and look at the pages"
	@echo "make golden                     rerun the R scripts whose results the tests hold us to"
	@echo "make lint                       format, style, types and import rules"
	@echo "make lock                       (maintainers) renew requirements.lock and constraints.txt"
	@echo "make clean                      remove everything that can be made again"
	@echo ""
	@echo "PYTHON=/path/to/python3   the Python to build on      WHEELS=folder   install without a network"

ready:
	@sh tools/bootstrap.sh
	@mkdir -p .evalkit/config/jupyter-runtime

tables: ready
	@$(EVALKIT) synth tables --out data/synthetic --seed 2017 --effect 0.1 --area-sd 0.04

run: tables
	@$(EVALKIT) run $(STUDIES)

test: export OPENBLAS_NUM_THREADS := 1
test: export OMP_NUM_THREADS := 1
test: tables
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: ready
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy evalkit
	@$(BIN)/lint-imports --no-logo

lab: tables
	@$(EVALKIT) lab

pages: tables
	@$(EVALKIT) pages

wheel: ready
	@$(BIN)/python -m tools.wheel

realdata: ready
	@for tool in realdata real_areas real_areas_weighted real_north_west authorities; do \
	    $(BIN)/python -m assurance.published.$$tool "$${EVALKIT_REALDATA:-../shared/realdata}" || exit 1; done

recovery: export OPENBLAS_NUM_THREADS := 1
recovery: export OMP_NUM_THREADS := 1
recovery: ready
	@$(BIN)/python -m assurance.simulation.recovery
	@$(BIN)/python -m assurance.simulation.weighted
	@$(BIN)/python -m assurance.simulation.several_questions
	@$(BIN)/python -m assurance.simulation.assumed_selection
	@$(BIN)/python -m assurance.simulation.chosen_areas
	@$(BIN)/python -m assurance.simulation.ranges
	@$(BIN)/python -m assurance.simulation.dose_slopes
	@$(BIN)/python -m assurance.simulation.programmes
	@$(BIN)/python -m assurance.simulation.department_reviews
	@$(BIN)/python -m assurance.simulation.networks

assurance: ready
	@$(BIN)/python -m assurance.digest

accessibility: ready
	@$(BIN)/python -m tools.accessibility

workbook: ready
	@$(BIN)/python -m tools.workbook

word: ready
	@$(BIN)/python -m tools.word

golden:
	@command -v Rscript >/dev/null || { echo "R was not found: install R with the packages clubSandwich, lme4, lmerTest, MatchIt, psych, sandwich and vcd, then run make golden again."; exit 1; }
	@for script in tests/golden/*.R; do \
	    result="$${script%.R}.out"; echo "$$script"; \
	    Rscript "$$script" > "$$result.new" || { rm -f "$$result.new"; exit 1; }; mv "$$result.new" "$$result"; done
	@echo "git diff tests/golden shows what moved; then run make test."

lock:
	@command -v uv >/dev/null || { echo "uv was not found: python3 -m pip install uv, then run make lock again."; exit 1; }
	@uv pip compile pyproject.toml --extra work --universal --python-version 3.11 \
	    --generate-hashes --no-header --no-annotate --quiet --output-file requirements.lock
	@sh tools/bootstrap.sh
	@$(BIN)/python -m tools.constraints

clean:
	@rm -rf .venv .evalkit studies/*/.evalkit reports data/synthetic build dist evalkit.egg-info
	@rm -rf .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache
	@find evalkit tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "Removed. Your own tables in data/raw and your pages in .lab are still there."
