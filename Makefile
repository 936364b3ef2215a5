# make run | test | pgo | debug | asan | pure | plain | miss | milestones | bench (= compare) | instructions | lint | clean      (PYTHON=... chooses the host)
PYTHON ?= python3
VENV   ?= .venv
PY      = $(VENV)/bin/python
SCRIPT ?=
ARGS   ?=

.PHONY: run build pgo test debug asan pure plain miss miss3 milestones bench compare instructions lint clean

$(VENV)/ready: pyproject.toml
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check build cython hypothesis lark numpy pandas pysource-codegen pytest pytest-benchmark ruff setuptools
	touch $@

build: $(VENV)/ready
	$(PY) setup.py -q build_ext --inplace

# As wheels are built: with a profile of the VM, which takes a few minutes more.
pgo: $(VENV)/ready
	PYRS_PGO=1 $(PY) setup.py -q build_ext --inplace

run: build
ifeq ($(SCRIPT),)
	$(PY) -m pyrs milestones/09_pandas.py
else
	$(PY) -m pyrs $(SCRIPT) $(ARGS)
endif

test: build
	$(PY) -m pytest tests

# Asserts, register and reference checks after each instruction.  Built in a copy, so the normal build stays.
debug: $(VENV)/ready
	$(PY) tests/flavour.py debug $(ARGS)

asan: $(VENV)/ready
	$(PY) tests/flavour.py asan $(ARGS)

# What may not depend on specialised instructions runs without any, and with inline caches that always miss.
plain miss miss3: $(VENV)/ready
	$(PY) tests/flavour.py $@ $(ARGS)

milestones: build
	$(PY) -m pyrs.milestones $(ARGS)

bench compare: pgo
	$(PY) -m benches.compare $(ARGS)

# The front end's tests with lexer, parser and compiler as plain Python files.
pure: build
	PYRS_PURE=1 $(PY) -m pytest tests/unit tests/frontend/test_front_end.py $(ARGS)

# Executed instructions of benchmark kernels under callgrind, against tests/instructions.json (ARGS=--update writes it).
instructions: build
	$(PY) tests/instructions.py $(ARGS)

lint: $(VENV)/ready
	$(PY) -m ruff check .
	$(PY) -m pyrs.opgen --check

clean:
	git clean -fdxq
