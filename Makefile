# `make run` and `make test` set everything up themselves.
.DEFAULT_GOAL := help
PYTHON ?= python3
UV := .tools/bin/uv
BIN := .venv/bin
export RASA_TELEMETRY_ENABLED := false

.PHONY: help setup run test check format bench evaluate lock clean

help:  ## Show what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | sort

$(UV):
	@echo "fingerpost: fetching uv ..."
	@$(PYTHON) -m venv .tools && .tools/bin/pip install --quiet uv

setup: $(UV)  ## Build both environments, the page, the model and the directory
	@$(PYTHON) scripts/setup.py

run: setup  ## Start the service at http://127.0.0.1:8000
	@$(BIN)/python scripts/run.py

test: setup check  ## Run every check and every test
	@$(BIN)/pytest

check: setup  ## Lint, types, import rules, training data
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@.venv-engine/bin/rasa data validate --fail-on-warnings

format:  ## Format the code
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: setup  ## Measure a turn, throughput, start-up and memory
	@$(BIN)/python -m benchmarks

evaluate: setup  ## Measure red flags, needs, places and times
	@$(BIN)/python -m tests.evaluation

lock: $(UV)  ## Pin the dependencies anew
	@UV_CUSTOM_COMPILE_COMMAND="make lock" $(UV) pip compile --quiet --upgrade --python-version 3.13 --generate-hashes pyproject.toml --output-file requirements/services.txt
	@UV_CUSTOM_COMPILE_COMMAND="make lock" $(UV) pip compile --quiet --upgrade --python-version 3.13 --generate-hashes requirements/dev.in --output-file requirements/dev.txt
	@UV_CUSTOM_COMPILE_COMMAND="make lock" $(UV) pip compile --quiet --upgrade --python-version 3.10 --generate-hashes requirements/engine/engine.in --output-file requirements/engine/engine.txt

clean:  ## Remove everything that was built
	@rm -rf .venv .venv-engine .tools .stamps node_modules models var bot/web/static/build
