"""Every program of corpus/ leaves behind on pyrs what it leaves behind on CPython."""
import pytest

import small_programs

FILES = sorted(path.stem for path in small_programs.FOLDER.glob("*.py"))


@pytest.mark.parametrize("file", FILES)
def test_corpus(file):
    chosen = [item for item in small_programs.programs() if item[0].startswith(file + ":")]
    wrong = [result.report() for _, result in small_programs.run(chosen) if not result.same]
    assert not wrong, "\n\n".join(wrong)


def test_there_are_many():
    assert len(small_programs.programs()) >= 300
