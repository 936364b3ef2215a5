# needs: coverage
"""coverage with its C tracer: lines and branches of a module that runs while it is on."""
import importlib
import pathlib
import sys
import tempfile

import coverage

folder = tempfile.mkdtemp()
path = pathlib.Path(folder, "measured.py")
path.write_text("""def f(x):
    if x:
        return 1
    return 2

def never():
    return 3

class A:
    def m(self):
        for i in range(3):
            pass
        return i

f(True)
A().m()
""")
sys.path.insert(0, folder)
for branch in (False, True):
    cover = coverage.Coverage(data_file=None, branch=branch, include=[str(path)], messages=False)
    cover.start()
    importlib.import_module("measured")
    cover.stop()
    del sys.modules["measured"]
    _, statements, excluded, missing, text = cover.analysis2(str(path))
    assert missing == [4, 7]
    print(statements, missing, text, cover.get_data().arcs(str(path)) and sorted(cover.get_data().arcs(str(path))))
