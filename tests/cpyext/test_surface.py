"""The border between Python and C: surface.py over two extensions of our own, on both engines, then with its memory watched."""
import shutil
import subprocess

from pathlib import Path

import differential
import pytest

HERE = Path(__file__).resolve().parent

pytestmark = pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler")

@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("surface")
    subprocess.run([differential.PYTHON, str(HERE / "build.py"), str(folder)], check=True, cwd=folder)
    return folder

def test_like_cpython(built):
    result = differential.compare(HERE / "surface.py", str(built))
    assert result.expected.code == 0, result.expected.stderr.decode()
    assert result.same, result.report(200)

@pytest.mark.no_asan("resident memory")
def test_memory_stays(built):
    outcome = differential.run(differential.PYRS, [HERE / "surface.py", str(built), "5000"], timeout=120)
    assert outcome.code == 0, outcome.stderr.decode()
    lines = outcome.stdout.decode().splitlines()
    assert lines[-1] == "from thread True"
    assert not [line for line in lines if "more after" in line]


def test_in_four_threads(built, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(f"""
import sys, threading
sys.path.insert(0, {str(built)!r})
import pyrs_surface as c
totals = []
def work():
    total = 0
    for i in range(400):
        total += c.call_many(lambda n: len(c.conv_fast(n, i)), 5) + c.from_thread(lambda n: n, 2)
        try:
            c.call_many(lambda n: [][n], 1)
        except IndexError:
            total += len(c.drive((x for x in range(3)), None)[0])
    totals.append(total)
threads = [threading.Thread(target=work) for _ in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
print(totals)
""")
    outcome = differential.run(differential.PYRS, [script], timeout=100)
    assert outcome.code == 0, outcome.stderr.decode()
    assert outcome.stdout.decode() == f"{[400 * (10 + 1 + 3)] * 4}\n"
