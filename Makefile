# Every verb, in one place. `make` alone lists them.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
UV_VERSION := 0.13.9
BIN := .venv/bin
UV := $(BIN)/uv
INSTALLED := .venv/.installed
COMPILED := .venv/.compiled
ENGINE := services/matching/engine
ENGINE_LIBRARIES := highspy numba numpy rustworkx
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-header

# The tests' share of a run, passed on: `make test-unit ARGS="-k session -x"`. Tests on servers wait most of the time,
# so that three processes keep two cores busy; WORKERS=0 runs them one after another in this one.
ARGS ?=
WORKERS ?= 3
PYTEST := $(BIN)/python -m pytest -n $(WORKERS)

# Only there does a broker that is killed forget everything: Apache Kafka keeps it.
CHASSIS := tests/integration/chassis
EMBEDDED := tests/integration/test_local_servers.py $(CHASSIS)/test_records.py $(CHASSIS)/test_relay.py \
	$(CHASSIS)/test_broker_lost.py tests/journeys/test_broker_is_lost.py

.DEFAULT_GOAL := help
.PHONY: help install demo run test test-unit test-integration test-kafka test-embedded compose-test lint format chaos sabotage bench-runtime bench-matching bench-api bench-operations pictures schemas lock lock-kafka clean

help: ## list the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(COMPILED) ## make .venv from requirements.lock, and compile the matching engine

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "MentorMesh needs Python 3.11 or later (PYTHON=/path/to/python make install)"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(INSTALLED): requirements.lock pyproject.toml contracts/pyproject.toml | $(UV)
	$(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . -e contracts
	@touch $@

# Kernels call each other across files, and the compiler does not see that another file has changed: all anew.
$(COMPILED): $(INSTALLED) $(wildcard $(ENGINE)/*.py $(ENGINE)/*/*.py)
	@find $(ENGINE) -name '*.nb[ic]' -delete
	$(BIN)/python -m services.matching.engine.warm
	@touch $@

demo: install ## run the whole network once on the sample rosters, and check it
	$(BIN)/mentormesh demo

run: install ## the same, left running, with where everything is
	$(BIN)/mentormesh demo --stay

test: install ## every test
	$(PYTEST) $(ARGS)

test-unit: install ## the tests that need no server
	$(PYTEST) tests/unit tests/contracts $(ARGS)

test-integration: install ## the tests on real servers
	$(PYTEST) tests/integration $(ARGS)

test-kafka: install ## the tests on real servers and the journeys, on Apache Kafka (Java 17 or later, Maven)
	KAFKA=apache $(PYTEST) tests/integration tests/journeys $(ARGS)

test-embedded: install ## what a broker makes a difference to, on the embedded one that demo and run begin with
	KAFKA=embedded $(PYTEST) $(EMBEDDED) $(ARGS)

compose-test: $(INSTALLED) ## images built, compose up, the demo in it, a container killed, down (ARGS=--short, --keep, --install)
	$(BIN)/python -m tests.compose $(ARGS)

lint: $(INSTALLED) ## ruff, mypy, import-linter, deptry
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .

format: $(INSTALLED) ## let ruff write the format and the safe fixes
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .

chaos: install ## everything dies in turn under load, and nothing is lost (ARGS=--short for two minutes, --seed N)
	$(BIN)/python -m tests.chaos $(ARGS)

sabotage: install ## the chassis, broken in one place after another: each time a test must turn red (ARGS="--only NAME")
	$(BIN)/python -m tests.sabotage $(ARGS)

bench-runtime: install ## messages a second through the handlers that `serve` registers (ARGS=--million for that too)
	$(BIN)/python -m tests.bench.runtime $(ARGS)

bench-matching: install ## the matching engine beside its peers and its limits, on one core (ARGS=--million for that too)
	$(BIN)/python -m tests.bench.matching $(ARGS)

bench-api: install ## what HTTP callers wait for, and what the services hold for minutes (ARGS=--quick, "--only CASE")
	$(BIN)/python -m tests.bench.api $(ARGS)

bench-operations: install ## starts, scrapes, the metrics' cost, replicas, and what sizes are reckoned from (ARGS=--quick, "--only CASE")
	$(BIN)/python -m tests.bench.operations $(ARGS)

pictures: install ## draw the dashboards for the documentation anew, with Grafana's components in Chromium (needs Node)
	$(BIN)/python -m tests.grafana $(ARGS)

schemas: $(INSTALLED) ## write the generated documents: JSON Schemas, OpenAPI, AsyncAPI, glossary, dashboards, alerts
	$(BIN)/mentormesh documents

lock: $(UV) ## resolve the dependencies anew into the lock files
	$(COMPILE) --all-extras pyproject.toml --output-file requirements.lock
	$(COMPILE) --extra tracing pyproject.toml --constraint requirements.lock --output-file requirements-runtime.lock
	printf '%s\n' $(ENGINE_LIBRARIES) | $(COMPILE) --constraint requirements.lock --output-file requirements-engine.lock -
	echo hatchling==1.33.0 | $(COMPILE) --constraint requirements.lock --output-file deploy/requirements-build.lock -

lock-kafka: $(INSTALLED) ## write the sums of Apache Kafka's jars anew, after a change of deploy/local/apache/pom.xml
	$(BIN)/python -m deploy.local.apache.lock

clean: ## remove what was built and what the local servers kept; .venv stays
	rm -rf .local build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache $(COMPILED)
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
