"""The budget's countdown in the poll: deterministic, nested, and free of effect afterwards."""
import pytest

import pyrs
from pyrs import _vm

LOOP = """
def spin(n):
    total = 0
    for i in range(n):
        total += i
    return total
def forever():
    while True:
        pass
def gen(n):
    yield from range(n)
def mixed(n):
    return sum(x for x in gen(n)) + spin(n)
"""


@pytest.fixture
def guest():
    runtime = pyrs.Runtime()
    runtime.exec(LOOP)
    return runtime


def test_same_program_same_count(guest):
    for name in ("spin", "mixed"):
        function = guest.get(name)
        counts = {_vm.run_with_budget(100_000, function, 500)[1] for _ in range(20)}
        assert len(counts) == 1
    assert _vm.run_with_budget(100_000, guest.get("spin"), 500)[0] == sum(range(500))


def test_endless_loop_ends(guest):
    for _ in range(3):
        with pytest.raises(_vm.BudgetExceeded):
            _vm.run_with_budget(10_000, guest.get("forever"))
    assert guest.call("spin", 100_000) == sum(range(100_000))


def test_nested_budget_restores_the_outer_one(guest):
    def inner():
        return _vm.run_with_budget(50_000, guest.get("spin"), 100)
    (result, left), outer_left = _vm.run_with_budget(1000, inner)
    assert result == sum(range(100)) and left < 50_000 and outer_left == 1000
    with pytest.raises(ValueError):
        _vm.run_with_budget(-1, inner)
