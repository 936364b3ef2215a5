"""A short run of the fuzzer, always the same programs; `python tests/fuzz.py --seconds 3600` is a long one."""
import pytest

import fuzz


@pytest.mark.parametrize("seed", range(2))
def test_sites(seed):
    result = fuzz.difference(fuzz.batch_program(seed))
    assert result is None, result.report()


@pytest.mark.parametrize("seed", range(8))
def test_mutated_programs(seed):
    result = fuzz.difference(fuzz.mutated_program(seed))
    assert result is None, result.report()
