# Run on both engines by test_loader.py, in a folder where the file of cases.c lies under the modules' names.
import importlib
import importlib.util
import os
import sys
import traceback

folder = os.path.abspath(sys.argv[1])
sys.path.insert(0, folder)
events = []
sys.addaudithook(lambda event, args: events.append(args[0]) if event == "import" and args[1] else None)


def attempt(name):
    before = set(sys.modules)
    try:
        module = importlib.import_module(name)
        print(name, "->", type(module).__name__, getattr(module, "__doc__", None), os.path.basename(getattr(module, "__file__", "-")))
        return module
    except BaseException as error:
        text = str(error).replace(folder, "DIR")
        print(name, type(error).__name__, text, getattr(error, "name", None), str(getattr(error, "path", None)).replace(folder, "DIR"))
        if error.__cause__ or error.__context__:
            print("   cause", repr(error.__cause__), "context", repr(error.__context__))
        print("   left:", sorted(set(sys.modules) - before), len(traceback.extract_tb(error.__traceback__)))


for name in ("raises", "silent", "leaves", "noobject", "raw", "execfails", "execsilent", "execleaves", "badslot", "negative", "nosymbol", "garbage", "empty", "broken",
             "wrong"):
    attempt(f"case_{name}")
    attempt(f"case_{name}")
single = attempt("case_single")
print(single.counts(), single.__spec__.origin == single.__file__, type(single.__loader__).__name__)
del sys.modules["case_single"]
again = attempt("case_single")
print(again is single, again.counts(), again.counts is single.counts)
multi = attempt("case_multi")
print(multi.READY, multi.counts(), multi.bump(), multi.bump())
del sys.modules["case_multi"]
second = attempt("case_multi")
print(second is multi, second.counts(), second.bump(), multi.bump())
print(importlib.reload(second) is second, second.counts())
stateful = attempt("case_stateful")
del sys.modules["case_stateful"]
print(attempt("case_stateful") is stateful, stateful.counts())
other = attempt("case_other")
print(other.made_for)
attempt("casé")
packaged = attempt("package.case_single")
print(packaged.__name__, packaged.__spec__.name, packaged.__package__, packaged is single)
spec = importlib.util.spec_from_file_location("renamed.case_multi", os.path.join(folder, "case_multi.abi3.so"))
loaded = importlib.util.module_from_spec(spec)
print(hasattr(loaded, "READY"))
spec.loader.exec_module(loaded)
print(loaded.READY, loaded.__name__, loaded.counts())
print([event for event in events if event.startswith(("case", "package", "renamed", "cas"))])
print(sorted(name for name in sys.modules if "case" in name))
os.chdir(folder)
sys.path[:] = [""] + [entry for entry in sys.path if entry != folder]
sys.modules.pop("case_multi")
importlib.invalidate_caches()
print(attempt("case_multi").READY)
