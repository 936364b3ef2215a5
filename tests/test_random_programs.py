"""Twenty random programs agree on both engines; `python tests/random_programs.py --count N` runs more."""
import pytest

from differential import compare_source
from random_programs import program


@pytest.mark.parametrize("seed", range(20))
def test_random_program(seed):
    result = compare_source(program(seed), timeout=30)
    assert result.same, f"seed {seed}\n{result.report()}"
