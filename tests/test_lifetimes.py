"""A short run of random programs about when objects die; `python tests/lifetimes.py --seconds 3600` for long."""
import pytest

import lifetimes


@pytest.mark.parametrize("seed", range(5000, 5012))
def test_program(seed):
    assert not lifetimes.difference(seed)
