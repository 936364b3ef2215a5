"""Imports under bad input and faults: what CPython prints, pyrs prints; the bytecode cache never breaks an import and never serves stale code."""
from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PYTHON = os.environ.get("PYRS_PYTHON", sys.executable)
HOST = (PYTHON,)
PYRS = HOST if os.environ.get("PYRS_TEST_SELF") else (PYTHON, "-S", "-P", str(ROOT / "pyrs" / "__main__.py"))


def run(engine, folder, *arguments, **environment):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run([*engine, *arguments], cwd=folder, env={**kept, **environment}, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=60)


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, bytes):
            path.write_bytes(text)
        else:
            path.write_text(textwrap.dedent(text))


# name -> files; main.py runs.
PROGRAMS = {
    "missing": {"main.py": "import no_such_module"},
    "missing in package": {"p/__init__.py": "", "main.py": "import p.no_such"},
    "not a package": {"p.py": "", "main.py": "import p.q"},
    "circular from": {"a.py": "from b import y\nx = 1", "b.py": "from a import x\ny = 2", "main.py": "import a"},
    "circular attribute": {"a.py": "import b\nx = 1", "b.py": "import a\na.x", "main.py": "import a"},
    "circular package": {"p/__init__.py": "from . import q", "p/q.py": "from p import r, q\nprint(q)", "main.py": "import p"},
    "syntax error": {"a.py": "def f(:\n  pass\n", "main.py": "import a"},
    "undecodable": {"a.py": b"x = '\xff'\n", "main.py": "import a"},
    "unknown encoding": {"a.py": "# coding: no-such\n", "main.py": "import a"},
    "null bytes": {"a.py": b"x = 1\0\n", "main.py": "import a"},
    "half-written": {"a.py": "def f():\n    return (1,\n", "main.py": "import a"},
    "fails, then is gone": {"a.py": "import b\n1/0", "b.py": "", "main.py": """\
        import sys
        for _ in range(2):
            try:
                import a
            except ZeroDivisionError as error:
                print(error, 'a' in sys.modules, 'b' in sys.modules)
        """},
    "replaces itself": {"a.py": "import sys\nsys.modules[__name__] = 'other'", "main.py": "import a\nprint(a)\nfrom a import upper\nprint(upper())"},
    "removes itself": {"a.py": "import sys\ndel sys.modules[__name__]", "main.py": "import a"},
    "blocked": {"main.py": "import sys\nsys.modules['x'] = None\nimport x"},
    "relative without package": {"main.py": "from . import x"},
    "beyond top level": {"p/__init__.py": "from .. import x", "main.py": "import p"},
    "star of a missing name": {"a.py": "__all__ = ['x']", "main.py": "from a import *"},
    "namespace packages": {"one/n/a.py": "x = 1", "two/n/b.py": "y = 2", "main.py": """\
        import sys
        sys.path += ['one', 'two']
        from n import a, b
        import n
        print(a.x, b.y, n.__file__ if hasattr(n, '__file__') else None, len(n.__path__))
        """},
    # Not a ring of modules: where deadlock detection hands out one that is not ready is a race on CPython too.
    "threads": {"base.py": "import time\nprint('once')\ntime.sleep(0.05)\ny = 1", **{f"m{i}.py": f"import base\nx = base.y + {i}" for i in range(8)}, "main.py": """\
        import importlib, threading
        def load(i):
            results.append(importlib.import_module(f'm{i}').__name__)
        results = []
        threads = [threading.Thread(target=load, args=(i,)) for i in range(8)]
        for t in threads: t.start()
        for t in threads: t.join()
        print(sorted(results), [importlib.import_module(f'm{i}').x for i in range(8)])
        """},
    "import in __del__": {"a.py": "x = 7", "main.py": """\
        class C:
            def __del__(self):
                import a
                print(a.x)
        C()
        class D:
            def __del__(self):
                import json
                print('never seen, or seen alike', json is not None)
        import gc
        c = D(); c.me = c; del c
        gc.collect()
        """},
    "atexit": {"main.py": """\
        import atexit, sys, threading
        atexit.register(print, 'first registered')
        def late():
            import decimal
            print('late', decimal.Decimal(1))
            1/0
        atexit.register(late)
        @atexit.register
        def exits():
            sys.exit(3)
        threading.Thread(target=lambda: print('thread')).start()
        print('main ends')
        """},
    "unraisable": {"main.py": """\
        class C:
            def __del__(self):
                raise ValueError('in del')
        C()
        import sys
        sys.unraisablehook = lambda info: print(info.exc_type, info.err_msg)
        C()
        kept = C()
        """},
    "shutdown": {"main.py": """\
        import sys
        class C:
            def __init__(self, name): self.name = name
            def __del__(self): print('gone', self.name, sys is not None)
        a, b = C('a'), C('b')
        cycle = C('cycle'); cycle.me = cycle
        sys.kept = C('in sys')
        """},
    "seen half-way": {"a.py": "import b\nraise ValueError('a')", "main.py": """\
        for _ in range(2):
            try:
                import a
            except ValueError as e:
                print(e)
        """, "b.py": """\
        import a
        print(a.__spec__._initializing)
        try:
            a.missing
        except AttributeError as e:
            print(e)
        try:
            from a import missing
        except ImportError as e:
            print(e)
        """},
    "odd packages": {"p/__init__.py": "", "p/q.py": "", "main.py": """\
        import p.q
        for names in ({"__package__": "p", "__name__": "p.z"}, {"__package__": 5}, {"__name__": "p.r", "__spec__": None}, {"__package__": "gone"}, {}):
            for statement in ("from . import q", "from .. import q"):
                try:
                    exec(statement, names)
                    print("ok")
                except Exception as e:
                    print(type(e), e)
        """},
    "paths that change": {"a/n/one.py": "", "b/n/two.py": "", "c/three.py": "v = 3", "main.py": """\
        import sys
        sys.path.insert(0, "a")
        import n.one
        sys.path.insert(0, "b")
        import n.two
        print(list(n.__path__))
        n.__path__ = ["c"]
        import n.three
        n.__path__ = 5
        for _ in range(2):
            try:
                import n.four
            except Exception as e:
                print(type(e), e)
                n.__dict__.pop("__path__", None)
        """},
    "finders that misbehave": {"main.py": """\
        import builtins, importlib.machinery, sys

        class Loader:
            def create_module(self, spec):
                return 7

            def exec_module(self, module):
                print("runs", module)

        class Finder:
            def find_spec(self, name, path, target=None):
                if name == "raises":
                    raise RuntimeError(name)
                return {"no_loader": importlib.machinery.ModuleSpec(name, None), "no_spec": 5,
                        "no_module": importlib.machinery.ModuleSpec(name, Loader())}.get(name)

        def attempt(name):
            try:
                print(__import__(name))
            except BaseException as e:
                print(name, type(e), e)

        sys.meta_path.insert(0, Finder())
        for name in ("raises", "no_loader", "no_spec", "no_module"):
            attempt(name)
        sys.meta_path[:] = []
        attempt("x")
        sys.meta_path = None
        attempt("y")
        del builtins.__import__
        try:
            import json
        except BaseException as e:
            print(type(e), e)
        """},
    "two threads, one circle": {"a.py": "import time\ntime.sleep(0.05)\nimport b", "b.py": "import time\ntime.sleep(0.05)\nimport a", "main.py": """\
        import sys, threading
        threads = [threading.Thread(target=__import__, args=(name,)) for name in ("a", "b") * 4]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        print(sys.modules["a"].b.__name__, sys.modules["b"].a.__name__)
        """},
    "attributes of modules": {"a.py": """\
        __all__ = ["star"]
        def __getattr__(name):
            if name == "bad":
                raise AttributeError("no " + name)
            return name.upper()
        def __dir__():
            return ["z", "a"]
        """, "main.py": """\
        import a
        from a import bar
        from a import *
        print(a.foo, bar, star, dir(a))
        try:
            from a import bad
        except ImportError as e:
            print(e)
        """},
    "exit with threads": {"main.py": """\
        import atexit, decimal, sys, threading, time, weakref

        def late():
            time.sleep(0.05)
            print("thread")

        def during():
            thread = threading.Thread(target=late)
            thread.start()
            thread.join()
            atexit.register(print, "registered at exit")
            import fractions
            print(fractions.Fraction(1, 2))

        class Cycle:
            pass

        cycle = Cycle()
        cycle.itself = cycle
        weakref.finalize(cycle, print, "finalized")
        del cycle

        def generator():
            try:
                yield
            finally:
                print("closed")

        kept = generator()
        next(kept)
        atexit.register(during)
        atexit.register(sys.exit, 3)
        threading.Thread(target=late).start()
        threading.Thread(target=time.sleep, args=(100,), daemon=True).start()
        """},
    "table emptied": {"main.py": """\
        import atexit, sys
        atexit.register(print, "bye")
        class C:
            def __del__(self):
                print("gone")
        c = C()
        sys.modules.clear()
        try:
            import json
            print(json.dumps([1]))
        except BaseException as e:
            print(type(e), e)
        """},
    "hook": {"main.py": """\
        import sys, importlib.abc, importlib.machinery
        class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
            def find_spec(self, name, path, target=None):
                return importlib.machinery.ModuleSpec(name, self) if name.startswith('virtual') else None
            def create_module(self, spec): return None
            def exec_module(self, module): exec('import virtual2\\nx = 1' if module.__name__ == 'virtual1' else 'raise ValueError("in hook")', vars(module))
        sys.meta_path.insert(0, Finder())
        import virtual1
        """},
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_as_cpython(name, tmp_path):
    results = []
    for engine in (HOST, PYRS):
        folder = tmp_path / "program"      # the same names in tracebacks
        write(folder, PROGRAMS[name])
        done = run(engine, folder, "main.py", PYTHONHASHSEED="0")
        results.append((re.sub("0x[0-9a-f]+", "0x", done.stdout), re.sub("0x[0-9a-f]+", "0x", done.stderr), done.returncode))
        # Only pyrs may find a cache there, and then its own.
    assert results[0] == results[1]
    # Once more, from the cache.
    done = run(PYRS, folder, "main.py", PYTHONHASHSEED="0")
    assert re.sub("0x[0-9a-f]+", "0x", done.stderr) == results[0][1]


def caches(folder):
    found = [path for path in (folder / "__pycache__").glob("mod.*") if "pyrs" in path.name or PYRS is HOST]
    return found


@pytest.fixture
def cached(tmp_path):
    """A folder with mod.py and its cache file."""
    write(tmp_path, {"mod.py": "def f(): return 1\nvalue = f()\n", "main.py": "import mod\nprint(mod.value)\n"})
    assert run(PYRS, tmp_path, "main.py").stdout == "1\n"
    path, = caches(tmp_path)
    return tmp_path, path


def test_damaged_cache(cached):
    folder, path = cached
    whole = path.read_bytes()
    write(folder, {"damage.py": f"""\
        import importlib, sys
        whole = {whole!r}
        def attempt(data):
            with open({str(path)!r}, 'wb') as file:
                file.write(data)
            sys.modules.pop('mod', None)
            importlib.invalidate_caches()
            import mod
            return mod.value
        print({{attempt(whole[:n]) for n in range(len(whole))}})
        print({{attempt(whole[:n] + bytes(len(whole) - n)) for n in range(0, len(whole), 5)}})
        print({{attempt(whole[:n] + bytes([whole[n] ^ 1 << n % 8]) + whole[n + 1:]) for n in range(4, len(whole))}})
        print(attempt(b'\\xa7\\r\\r\\n' + whole[4:]), attempt(whole))
        """})
    done = run(PYRS, folder, "damage.py")
    assert (done.stdout, done.stderr) == ("{1}\n{1}\n{1}\n1 1\n", "")


def test_stale_cache(cached):
    folder, path = cached
    source = folder / "mod.py"
    before = source.stat()
    source.write_text("def f(): return 2\nvalue = f()\n")
    os.utime(source, (before.st_atime, before.st_mtime + 2))
    assert run(PYRS, folder, "main.py").stdout == "2\n"
    source.write_text("def f(): return 33\nvalue = f()\n")        # another size under the same time
    os.utime(source, (before.st_atime, before.st_mtime + 2))
    assert run(PYRS, folder, "main.py").stdout == "33\n"


@pytest.mark.parametrize("mode, seen", [("checked-hash", "2\n"), ("unchecked-hash", "1\n")])
def test_hash_based_cache(cached, mode, seen):
    folder, path = cached
    assert run(PYRS, folder, "-m", "compileall", "-q", "-f", "--invalidation-mode", mode, "mod.py").returncode == 0
    source = folder / "mod.py"
    source.write_text("def f(): return 2\nvalue = f()\n")
    assert run(PYRS, folder, "main.py").stdout == seen


def test_cache_that_cannot_be_written(tmp_path):
    write(tmp_path, {"mod.py": "value = 1", "main.py": "import mod\nprint(mod.value)", "__pycache__": "a file"})
    done = run(PYRS, tmp_path, "main.py")
    assert (done.stdout, done.stderr, done.returncode) == ("1\n", "", 0)


def test_full_disk(tmp_path):
    """Writing stops after 100 bytes, as on a full disk: nothing is left that a later import would take."""
    write(tmp_path, {"mod.py": "def f(): return 1\nvalue = f()\n" * 20, "main.py": """\
        import resource, signal
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
        import mod
        """})
    done = run(PYRS, tmp_path, "main.py")
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
    assert run(PYRS, tmp_path, "-c", "import mod; print(mod.value)").stdout == "1\n"


def test_killed_writer(cached):
    folder, path = cached
    path.rename(f"{path}.12345")          # what a writer leaves that is killed before it renames
    assert run(PYRS, folder, "main.py").stdout == "1\n"
    assert path.exists()


def test_files_of_other_engines_do_not_pile_up(cached):
    """What a new cache file outdates goes: other engines' of an older source, all but the newest two of theirs, what dead writers left."""
    folder, path = cached
    before = path.read_bytes()
    tag = re.search("[0-9a-f]{8}(?=.pyc)", path.name)[0]

    def named(digest, ending=".pyc"):
        return path.with_name(f"mod.pyrs-311-{digest}{ending}")

    def put(file, content, age):
        file.write_bytes(content)
        os.utime(file, (path.stat().st_mtime - age,) * 2)
        return file

    def write_anew():
        path.unlink()
        assert run(PYRS, folder, "main.py").stdout == "1\n" and path.exists()

    stale = before[:8] + bytes(8) + before[16:]
    hashed = (before[:4] + b"\1\0\0\0" + bytes(8), before[:4] + b"\3\0\0\0" + bytes(8))
    gone = [put(named("00000001"), stale, 10), put(named("00000002"), before, 30), put(named("00000003"), hashed[0], 40),
            put(named(tag, ".pyc.123"), b"part", 7200), put(named("00000001", ".pyc.456"), b"part", 7200)]
    stay = [put(named("00000004"), before, 10), put(named("00000005"), hashed[1], 20), put(named("00000006", ".opt-1.pyc"), stale, 10),
            put(named(tag, ".pyc.789"), b"part", 60), put(named("00000007", "-pytest-8.pyc"), stale, 10), put(named("00000008", ".pyc.bak"), b"", 7200),
            put(path.with_name("mod.cpython-311.pyc"), before, 7200), put(path.with_name("mod.pyrs-310-00000001.pyc"), stale, 7200),
            put(path.with_name("mod2.pyrs-311-00000001.pyc"), stale, 7200)]
    assert run(PYRS, folder, "main.py").stdout == "1\n"
    assert [file.name for file in gone + stay if not file.exists()] == []       # reading removes nothing
    write_anew()
    assert [file.name for file in gone if file.exists()] == [] and [file.name for file in stay if not file.exists()] == []
    # py_compile and compileall write in the same way.
    put(gone[0], stale, 10)
    assert run(PYRS, folder, "-m", "compileall", "-q", "-f", "mod.py").returncode == 0
    assert not gone[0].exists() and stay[0].exists()
    # A program that forbids what tidying up needs.
    put(gone[0], stale, 10)
    write(folder, {"main.py": """\
        import importlib.util, sys
        def hook(event, arguments):
            if event in ('os.listdir', 'os.remove'):
                raise RuntimeError(event)
        importlib.util.find_spec('mod')     # lists the folder
        sys.addaudithook(hook)
        import mod
        print(mod.value)
        """})
    write_anew()
    assert gone[0].exists()


def test_two_processes_at_once(tmp_path):
    write(tmp_path, {**{f"p/m{i}.py": f"def f(): return {i}\n" * 50 for i in range(12)}, "p/__init__.py": "", "main.py": """\
        import importlib
        print(sum(importlib.import_module(f'p.m{i}').f() for i in range(12)))
        """})
    for _ in range(2):
        started = [subprocess.Popen([*PYRS, "main.py"], cwd=tmp_path, stdout=subprocess.PIPE, text=True) for _ in range(4)]
        assert [process.communicate(timeout=60)[0] for process in started] == ["66\n"] * 4


def test_where_caches_go(tmp_path):
    write(tmp_path, {"mod.py": "value = 1", "main.py": "import mod"})
    for flags, environment in ((("-B",), {}), ((), {"PYTHONDONTWRITEBYTECODE": "1"})):
        run(PYRS, tmp_path, *flags, "main.py", **environment)
        assert not caches(tmp_path)
    run(PYRS, tmp_path, "main.py", PYTHONPYCACHEPREFIX=str(tmp_path / "else"))
    assert not caches(tmp_path) and list((tmp_path / "else").rglob("mod.*"))
    run(PYRS, tmp_path, "-X", f"pycache_prefix={tmp_path / 'third'}", "main.py")
    assert list((tmp_path / "third").rglob("mod.*"))


def test_import_times(tmp_path):
    write(tmp_path, {"mod.py": "import json", "main.py": "import mod"})
    done = run(PYRS, tmp_path, "-X", "importtime", "main.py")
    names = [line.rpartition("|")[2] for line in done.stderr.splitlines()]
    assert " mod" in names and "   json" in names and names.index("   json") < names.index(" mod")


def test_marshal_of_code_in_containers(tmp_path):
    write(tmp_path, {"main.py": """\
        import io, marshal
        f = compile('x * 2', 'name', 'eval')
        value = [1, (f, [f, []]), {'k': [f]}, {f: 'code'}, frozenset([f, 1])]
        back = marshal.loads(marshal.dumps(value))
        print(back == value, eval(back[1][0], {'x': 4}))
        stream = io.BytesIO()
        for each in (f, value, 5, [f]):
            marshal.dump(each, stream)
        stream.seek(0)
        print([marshal.load(stream) == each for each in (f, value, 5, [f])])
        try:
            marshal.dumps([object()])
        except ValueError as error:
            print(error)
        """})
    results = [run(engine, tmp_path, "main.py") for engine in (HOST, PYRS)]
    assert results[0].stdout == results[1].stdout and not results[1].stderr


def test_dis_shows_our_instructions(tmp_path):
    write(tmp_path, {"main.py": """\
        import dis, io
        def f(x):
            for i in range(x):
                pass
        out = io.StringIO()
        dis.dis(f, file=out)
        print('FOR_RANGE' in out.getvalue() or 'FOR_ITER' in out.getvalue(), 'RESUME' in out.getvalue())
        offsets = [i.offset for i in dis.get_instructions(f)]
        print(offsets[0], sorted(set(offsets)) == offsets, dis.opmap['LOAD_FAST'])
        print({i.argval for i in dis.get_instructions(f) if i.opname.startswith('LOAD_GLOBAL')})
        def g(x, y):
            if x < y: x @= y.z
            return x.m(y ** 2)
        print([(i.opname, i.argrepr) for i in dis.get_instructions(g) if i.opname in dis.opmap and i.opname.endswith(('_OP', 'ATTR', 'CALL', 'METHOD'))])
        print(all(dis.opname[i.opcode] == i.opname for i in dis.get_instructions(g)), repr(next(dis.get_instructions(g)))[:11])
        print(list(dis._find_imports(compile('import a.b; from .c import d', '', 'exec'))))
        def h(x):
            return [(y, z) for y, z in zip(x, x)], {y for y in x}, (y for y in x), [y for x in x for y in x]
        comprehensions = [c for c in h.__code__.co_consts if hasattr(c, 'co_code')]
        print([sum(i.opname == 'FOR_ITER' for i in dis.get_instructions(c)) for c in comprehensions],
              all('.0' in [i.argval for i in dis.get_instructions(c)] for c in comprehensions if c.co_name != '<genexpr>'))
        """})
    done = run(PYRS, tmp_path, "main.py")
    assert done.stdout == ("True True\n0 True 124\n{'range'}\n[('COMPARE_OP', '<'), ('LOAD_ATTR', 'z'), ('BINARY_OP', '@='), ('LOAD_METHOD', 'm'), ('BINARY_OP', '**'), ('CALL', '')]\n"
                           "True Instruction\n[('a.b', 0, None), ('c', 1, ('d',))]\n[1, 1, 1, 2] True\n") and not done.stderr


def test_builtin_modules_are_called_as_on_the_host(tmp_path):
    write(tmp_path, {"main.py": """\
        import inspect, io, sys
        print(inspect.getmodule(io.BytesIO), [name for name in sys.builtin_module_names if name in sys.modules and sys.modules[name].__spec__.name != name])
        """})
    results = [run(engine, tmp_path, "main.py") for engine in (HOST, PYRS)]
    assert results[0].stdout == results[1].stdout and results[1].stdout.startswith("<module '_io' (built-in)> []")


def test_audit_events_of_compiling(tmp_path):
    """Those that CPython raises for what the program does, none for what the engine does for itself."""
    write(tmp_path, {"module.py": "value = float('nan'), 1 + 2 * 3\n", "main.py": """\
        import ast, sys
        events = []
        def hook(event, arguments):
            if event in ('compile', 'exec', 'builtins.id', 'import'):
                events.append((event, type(arguments[0]).__name__ if event == 'exec' else arguments[:2] if event != 'builtins.id' else ''))
        tree = ast.parse('1')
        try:
            exec('1 1')         # pyrs loads what it needs for that
        except SyntaxError:
            sys.addaudithook(hook)
        for source in ('1', b'1', bytearray(b'1'), "'\xe9'", ' 2', '1 1', "'\\ud800'", 3):
            for use in (eval, exec, lambda source: compile(source, b'name', 'exec'), lambda source: compile(source, 'name', 'exec', ast.PyCF_ONLY_AST)):
                try:
                    use(source)
                except (SyntaxError, UnicodeError, TypeError) as error:
                    events.append(type(error))
        try:
            compile(tree, 'name', 'exec')
        except TypeError as error:
            events.append(str(error))
        import module
        print(*[str(event).partition(' at 0x')[0] for event in events], sep='\\n')
        """})
    results = [run(engine, tmp_path, "main.py") for engine in (HOST, PYRS)]
    assert results[0].stdout == results[1].stdout and results[0].stdout.count("compile") > 20 and not results[1].stderr


def test_profiler_in_c_counts(tmp_path):
    write(tmp_path, {"main.py": """\
        import cProfile, marshal, pickle, pstats
        def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
        profile = cProfile.Profile()
        profile.runcall(fib, 10)
        stats = pstats.Stats(profile)
        print({key[2]: row[:2] for key, row in stats.stats.items() if key[2] == 'fib'})
        def build():
            class Meta(type): pass
            class C(metaclass=Meta): pass
            return marshal.loads(marshal.dumps(eval(compile('[1]', '', 'eval'))))
        profile = cProfile.Profile()
        profile.runcall(build)
        print(sorted(str(getattr(entry.code, 'co_name', entry.code)) for entry in profile.getstats()))
        functions = [__build_class__, exec, len, marshal.loads, marshal.dump]
        print([(f.__module__, f.__self__.__name__, f.__qualname__, f.__doc__, f.__text_signature__) for f in functions], pickle.dumps(functions))
        """})
    results = [run(engine, tmp_path, "main.py").stdout for engine in (HOST, PYRS)]
    assert results[0] == results[1] != ""


def test_first_call_brings_nothing_that_the_collector_sees(tmp_path):
    """The constants and names of a packed function are untracked, as the host's are (its test_descr counts gc.get_objects())."""
    write(tmp_path, {"mod.py": """\
        def first(a, other=None):
            local = (a, (1, (2.5, None))), a in {1, 2, 'x'}, 'text', 10 ** 9
            return sorted, len, local and None
        """, "main.py": """\
        import gc, mod
        before = len(gc.get_objects())
        mod.first(1)
        print(len(gc.get_objects()) - before)
        """})
    for engine in (HOST, PYRS, PYRS):       # the last run has the module out of the cache
        assert run(engine, tmp_path, "main.py").stdout == "0\n"


def test_code_of_functions_that_were_never_called(tmp_path):
    """Out of the cache they come packed: whoever looks into one, or calls it, finds all of it."""
    write(tmp_path, {"mod.py": """\
        def plain(a, b=1, *args, c, **rest):
            "documented"
            total = a + b, 'text', (1, 2.5, None)
            return lambda: (total, a)
        class C:
            "class"
            def method(self): return super().__repr__(), __class__
            async def coroutine(self, x): return await x
            def generator(self, n):
                for i in range(n): yield i * 1000
        def outer(x):
            def inner(y):
                "inner"
                return x + y
            return inner
        def fails(): return 1 / 0
        """, "main.py": """\
        import copy, inspect, marshal, pickle, sys
        import mod
        events = []
        sys.addaudithook(lambda name, args: events.append(name) if name.startswith('marshal') else None)
        functions = [mod.plain, mod.C.method, mod.C.coroutine, mod.C.generator, mod.outer, mod.fails]
        for f in functions:
            code = f.__code__
            print(f.__name__, f.__qualname__, f.__doc__, inspect.signature(f), code.co_argcount, code.co_flags, code.co_nlocals)
            print(sorted({line for _, _, line in code.co_lines() if line}), sorted({p[0] for p in code.co_positions() if p[0]}))
        for f in functions:
            code = f.__code__
            print(code.co_varnames, code.co_cellvars, code.co_freevars, sorted(code.co_names), code.co_firstlineno, code.co_filename == mod.__file__)
            print([getattr(value, 'co_qualname', value) for value in code.co_consts if isinstance(value, (str, type(code)))])
        again = {}
        exec(compile(open(mod.__file__).read(), mod.__file__, 'exec'), again)
        print([again[f.__name__].__code__ == f.__code__ and hash(again[f.__name__].__code__) == hash(f.__code__) for f in functions if f.__name__ in again])
        inner = mod.outer(3).__code__
        print(mod.outer(3)(4), inner.co_consts[0], inner.co_filename == mod.__file__)
        print(mod.plain(1, c=2)(), mod.C().method()[1], list(mod.C().generator(3)), inspect.getdoc(mod.plain))
        renamed = mod.fails.__code__.replace(co_name='other', co_filename='elsewhere')
        print(renamed.co_name, renamed.co_filename, renamed.co_varnames)
        try:
            mod.fails()
        except ZeroDivisionError as error:
            print(error.__traceback__.tb_next.tb_lineno)
        print(events)
        """, "twice.py": """\
        import marshal, mod
        first = mod.outer.__code__
        copy = marshal.loads(marshal.dumps(mod.C.generator.__code__))
        print(copy == mod.C.generator.__code__, marshal.loads(marshal.dumps([first, first]))[1] == first)
        """})
    results = [run(engine, tmp_path, "main.py").stdout for engine in (HOST, PYRS)]
    assert results[0] == results[1] != ""
    again = run(PYRS, tmp_path, "main.py")       # from the cache
    assert (again.stdout, again.stderr) == (results[0], "")
    assert run(PYRS, tmp_path, "twice.py").stdout == "True True\n"
    # A moved file: the names in the cache are put right for what is still packed, too.
    moved = tmp_path / "moved"
    moved.mkdir()
    for name in ("mod.py", "main.py", "__pycache__"):
        (tmp_path / name).rename(moved / name)
    assert run(PYRS, moved, "main.py").stdout == results[0]


def test_writers_killed_at_any_moment(tmp_path):
    """What a process leaves that is killed while it imports and writes caches never shows in a later one."""
    write(tmp_path, {**{f"p/m{i}.py": f"def f(): return {i}\n" * 200 for i in range(20)}, "p/__init__.py": "", "main.py": """\
        import importlib
        print(sum(importlib.import_module(f'p.m{i}').f() for i in range(20)), flush=True)
        """})
    for turn in range(6):
        process = subprocess.Popen([*PYRS, "main.py"], cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            # Long enough to be somewhere between its first module and its last.
            process.wait(0.06 + 0.03 * turn)
        except subprocess.TimeoutExpired:
            process.kill()
        finally:
            process.wait()
    done = run(PYRS, tmp_path, "main.py")
    assert (done.stdout, done.stderr) == ("190\n", "")
    done = run(PYRS, tmp_path, "main.py")
    assert (done.stdout, done.stderr) == ("190\n", "")


FAULTS = {
    "output on a full disk": "import sys\nprint('x' * 100)\nsys.stdout.flush()",
    "output on a full disk, seen at the end": "print('x')",
    "import at shutdown": """\
        import atexit, sys
        class C:
            def __del__(self):
                try:
                    import fractions
                    print('imported', fractions is not None, file=sys.stderr)
                except ImportError as error:
                    print(type(error).__name__, error, file=sys.stderr)
        kept = C()
        kept.me = kept
        def late():
            import colorsys
            print('late', colorsys.rgb_to_hsv(1, 0, 0), file=sys.stderr)
        atexit.register(late)
        """,
    "a thread imports while the main thread ends": """\
        import sys, threading, time
        def work():
            time.sleep(0.05)
            import wave, chunk
            print('worked', wave is not None, file=sys.stderr)
        threading.Thread(target=work).start()
        """,
    "the order of ends": """\
        import atexit, gc, sys, threading, weakref
        say = lambda *words: print(*words, file=sys.stderr)
        class C:
            def __init__(self, name): self.name = name
            def __del__(self): say('del', self.name)
        a = C('global')
        keep = C('finalized')
        weakref.finalize(keep, say, 'weakref.finalize')
        atexit.register(say, 'atexit 1')
        atexit.register(lambda: 1 / 0)
        atexit.register(say, 'atexit 3')
        threading._register_atexit(say, 'threading atexit')
        threading.Thread(target=lambda: say('thread')).start()
        def hook(info): say('unraisable', info.exc_type.__name__)
        class Bad:
            def __del__(self): raise KeyError('bad')
        sys.unraisablehook = hook
        Bad()
        """,
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults_at_the_end_as_cpython(name, tmp_path):
    write(tmp_path, {"main.py": FAULTS[name]})
    results = []
    for engine in (HOST, PYRS):
        kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        with open("/dev/full" if "full" in name else os.devnull, "w") as out:
            done = subprocess.run([*engine, "main.py"], cwd=tmp_path, env=kept, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.PIPE,
                                  text=True, timeout=60)
        results.append((re.sub("0x[0-9a-f]+", "0x", done.stderr), done.returncode))
    assert results[0] == results[1]


@pytest.mark.no_asan("its runtime needs the environment that the children are not given")
def test_what_sys_executable_names_is_transparent(tmp_path):
    """Children get the environment, the descriptors and the errors of exec() that they would get from the host's own file."""
    write(tmp_path, {"main.py": """\
        import os, subprocess, sys
        code = "import os, sys; print(sorted(k for k in os.environb if k != b'LC_CTYPE'), sorted(os.listdir('/proc/self/fd'))[:-1], sys.argv[1:], sys.flags.safe_path)"
        for environment in ({}, {b'a-b': b'1', b'4': b'x y', b'name\\xff': b'2'}):
            print(subprocess.run([sys.executable, '-c', code, 'a b', ''], env=environment, capture_output=True, text=True).stdout)
        print(os.spawnve(os.P_WAIT, sys.executable, [sys.executable, '-c', 'import sys; sys.exit(17)'], {'x.y': 'z'}))
        """})
    results = [run(engine, tmp_path, "main.py").stdout for engine in (HOST, PYRS)]
    assert results[0] == results[1] != ""
