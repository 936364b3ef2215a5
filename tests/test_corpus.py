"""Every program of corpus/ leaves behind on pyrs what it leaves behind on CPython."""
import pytest

import corpus

FILES = sorted(path.stem for path in corpus.FOLDER.glob("*.py"))


@pytest.mark.parametrize("file", FILES)
def test_corpus(file):
    chosen = [item for item in corpus.programs() if item[0].startswith(file + ":")]
    wrong = [result.report() for _, result in corpus.run(chosen) if not result.same]
    assert not wrong, "\n\n".join(wrong)


def test_there_are_many():
    assert len(corpus.programs()) >= 300
