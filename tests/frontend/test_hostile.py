"""Sources that are meant to hurt (hostile.py), on both engines; and wrong encodings, doubtful code, in short runs of the comparisons.

PYRS_LONG=1: at a size of 10^5, with lines of 10^7 characters and files of 10^6 lines.
"""
import resource
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(HERE), str(HERE.parent / 'unit')]

import compare_errors  # noqa: E402
import corpus  # noqa: E402
import hostile  # noqa: E402

SIZE = 100_000 if corpus.LONG else 7_000

# Where pyrs answers otherwise: it counts the nesting, which crashes the host from 20,000 or so.
TOO_DEEP = 'RecursionError maximum recursion depth exceeded during compilation'
OTHER = {'long fors': TOO_DEEP, 'long one-item fors': TOO_DEEP}


def outcomes(command, *arguments):
    """{name: outcome}; a crash is an error."""
    def limits():
        resource.setrlimit(resource.RLIMIT_STACK, (8 << 20, resource.getrlimit(resource.RLIMIT_STACK)[1]))
    done = subprocess.run([*command, str(HERE / 'hostile.py'), '--size', str(SIZE), *arguments], cwd=ROOT, capture_output=True, text=True,
                          timeout=3000, preexec_fn=limits)
    assert done.returncode == 0, (done.returncode, done.stdout[-300:], done.stderr[-2000:])
    # The same error has two wordings.
    return dict(line.replace(' while calling a Python object', '').split(': ', 1) for line in done.stdout.splitlines())


@pytest.fixture(scope='module')
def host():
    return outcomes([sys.executable], '--skip', 'long fors', *(['--skip', 'long one-item fors'] if corpus.LONG else []))


@pytest.mark.parametrize('thread', ([], ['--thread', '0'],
                                    pytest.param(['--thread', '1024'], marks=pytest.mark.no_asan('it refuses some sizes of stacks'))),
                         ids=('main', 'thread', 'small thread'))
def test_hostile(host, thread):
    found = outcomes([sys.executable, '-m', 'pyrs'], *thread)
    assert set(found) == set(hostile.CASES)
    different = {name: (outcome, found[name]) for name, outcome in host.items() if found[name] != outcome and name not in OTHER}
    assert not different
    assert {name: found[name] for name in OTHER} == OTHER


@pytest.mark.parametrize('kind', ('encoded', 'doubtful'))
def test_random(kind):
    sources = compare_errors.Sources(2)
    stream = getattr(sources, kind)()
    counts = compare_errors.compare((source for _, source in zip(range(100_000 if corpus.LONG else 1500), stream)), rnd=sources.random)
    assert counts['differ'] <= counts['sources'] * (0.001 if corpus.LONG else 0)
