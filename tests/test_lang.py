"""Every program in lang/ and lang/basic/ gives on pyrs what it gives on CPython."""
import pytest

from differential import ROOT, compare, programs

LANG = ROOT / "tests" / "lang"


def name(path):
    return str(path.relative_to(LANG).with_suffix(""))


@pytest.mark.parametrize("path", programs([LANG / "basic", LANG]), ids=name)
def test_program(path):
    result = compare(path)
    assert result.same, result.report()
