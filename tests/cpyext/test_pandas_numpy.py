"""What the issue of NumPy and pandas names, on both engines: callbacks, files, protocols; and pickles that cross from one engine to the other."""
import subprocess
from pathlib import Path

import differential
import pytest
from test_wheels import check, missing

FOLDER = Path(__file__).parent / "pandas"
PROGRAMS = sorted(FOLDER.glob("*.py"))


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_program(path, monkeypatch):
    check(path, monkeypatch, timeout=120)


WRITE = """
import pickle, sys
import numpy as np, pandas as pd
frame = pd.DataFrame({"a": [1, 2], "b": ["x", "y"], "c": pd.date_range("2020", periods=2)}, index=pd.MultiIndex.from_tuples([(1, "p"), (2, "q")]))
objects = [np.arange(6).reshape(2, 3), np.array(["a", None], dtype=object), np.dtype("M8[ns]"), np.float32(1.5), frame, frame["a"], frame.groupby,
           pd.Timestamp("2020-01-02", tz="UTC"), pd.offsets.MonthEnd(2), len, ValueError("e")]
pickle.dump(objects, open(sys.argv[1], "wb"), protocol=int(sys.argv[2]))
"""
READ = """
import pickle, sys
objects = pickle.load(open(sys.argv[1], "rb"))
print(*map(repr, objects), sep="\\n")
"""


@pytest.mark.parametrize("writer, reader", [("CPYTHON", "PYRS"), ("PYRS", "CPYTHON")])
def test_pickles_cross(writer, reader, tmp_path):
    if missing(["numpy", "pandas"]):
        pytest.skip("no pandas")
    (tmp_path / "write.py").write_text(WRITE)
    (tmp_path / "read.py").write_text(READ)
    for protocol in (2, 5):
        texts = []
        for engine in (writer, reader):
            data = tmp_path / f"{engine}{protocol}"
            subprocess.run([*getattr(differential, engine), str(tmp_path / "write.py"), str(data), str(protocol)], check=True, env=differential.environment(),
                           cwd=differential.ROOT)
            texts.append(subprocess.run([*getattr(differential, reader), str(tmp_path / "read.py"), str(data)], check=True, capture_output=True,
                                        text=True, env=differential.environment(), cwd=differential.ROOT).stdout)
        assert texts[0] == texts[1] and len(texts[0].splitlines()) > 10
