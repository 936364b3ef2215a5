"""A thin cut through everything that the architecture must carry, each piece against CPython."""
import os
import signal
import subprocess
import time

import pytest

import differential
from pyrs_runs import has, host, same

numpy = pytest.mark.skipif(not has("numpy"), reason="no numpy")


@numpy
@pytest.mark.parametrize("expression", [
    "np.arange(3) + 1",
    "np.arange(10).sum()",
    "np.vectorize(lambda x: x + 1)(np.arange(4))",
    "np.arange(6).reshape(2, 3).T @ np.ones((2, 2))",
    "np.apply_along_axis(lambda row: row.max() - row.min(), 1, np.arange(12).reshape(3, 4) ** 2)",
    "np.array([object(), None, 'x', 2 ** 70], dtype=object)[1:].tolist()",
    "np.sort(np.array([3, 1, 2]))[::-1], np.float64(1) / 3, np.int64(2 ** 40) * 2",
])
def test_numpy(expression):
    same(f"import numpy as np\nprint({expression})\n")


@numpy
def test_exception_in_c_callback():
    """The traceback goes through guest lines on both sides of the C frames."""
    same("""
        import traceback
        import numpy as np

        def inner(x):
            return 10 // x

        def callback(x):
            return inner(x - 2) + 1

        def start():
            return np.vectorize(callback)(np.array([1, 2, 3]))

        try:
            start()
        except ZeroDivisionError:
            traceback.print_exc()
        sorted([3, 2, 1], key=lambda v: inner(v - 2))
    """)


def test_exception_through_builtins():
    same("""
        import re, functools
        def boom(m):
            raise KeyError(m.group())
        for attempt in (lambda: re.sub("b", boom, "abc"), lambda: functools.reduce(lambda a, b: a / b, [1, 0]),
                        lambda: list(map(lambda x: x.nope, [1])), lambda: {}.setdefault([], 1)):
            try:
                attempt()
            except Exception:
                import traceback
                traceback.print_exc()
    """)


@numpy
def test_cython_traceback():
    """numpy.random is written in Cython: its frames stand in the traceback with its own lines."""
    same("""
        import numpy as np
        def draw():
            return np.random.default_rng(1).integers(10, 5)
        draw()
    """)


@numpy
def test_warning_from_c_names_the_guest_line():
    same("""
        import warnings
        import numpy as np

        def divide(a):
            return a / 0

        def indirect():
            x = 1
            divide(np.array([1.0]))

        indirect()
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter("always")
            divide(np.ones(1))
        print([(w.category.__name__, w.lineno, w.filename == __file__) for w in seen])
    """)


def test_warning_from_python_and_c_stack_levels():
    same("""
        import warnings, sys
        def deprecated():
            warnings.warn("old", DeprecationWarning, stacklevel=2)
        def caller():
            deprecated()
        warnings.simplefilter("always")
        caller()
        import _warnings
        def direct():
            _warnings.warn("from C", UserWarning, 2)
        def level():
            direct()
        level()
        for _ in range(3):
            warnings.warn("again")
        print("__warningregistry__" in globals())
    """)


def test_host_function_called_from_guest(tmp_path):
    out = host("""
        import pyrs
        rt = pyrs.Runtime()
        calls = []
        def host_function(a, *, b=2):
            calls.append((a, b))
            if a == 0:
                raise LookupError("from the host")
            return a * b
        rt.set("f", host_function)
        rt.exec('''
        result = [f(1), f(2, b=5), list(map(f, [3, 4]))]
        try:
            f(0)
        except LookupError as error:
            caught = str(error)
        ''')
        print(rt.get("result"), rt.get("caught"), len(calls), rt.eval("f(10) + 1"))
    """, tmp_path)
    assert out == "[2, 10, [6, 8]] from the host 5 21\n"


def test_guest_function_in_the_host(tmp_path):
    """The host calls it, sorts with it, and subclasses a guest class."""
    out = host("""
        import inspect, pyrs, types
        rt = pyrs.Runtime()
        rt.exec('''
        def key(x, scale=-1, *rest, flag: bool = False, **kw) -> int:
            "the doc"
            return x * scale
        class Base:
            made = 0
            def __init__(self, v):
                self.v = v
            def twice(self):
                return self.v * 2
            def hook(self):
                return self.name() + "!"
        def gen(n):
            yield from range(n)
        ''')
        key, Base = rt.get("key"), rt.get("Base")
        print(sorted([2, 3, 1], key=key), key(4, 2), rt.call("key", 5), rt.call(key, 5, scale=3))
        class Sub(Base):
            def __init__(self, v):
                super().__init__(v + 1)
            def name(self):
                return "host name"
        s = Sub(10)
        print(s.twice(), s.hook(), isinstance(s, Base), [c.__name__ for c in Sub.__mro__])
        print(inspect.signature(key), key.__doc__, isinstance(key, types.FunctionType), inspect.isfunction(key))
        print(list(rt.get("gen")(3)), inspect.isgeneratorfunction(rt.get("gen")))
        try:
            key("a", "b")
        except TypeError as error:
            print(error)
    """, tmp_path)
    assert out.splitlines() == [
        "[3, 2, 1] 8 -5 15",
        "22 host name! True ['Sub', 'Base', 'object']",
        "(x, scale=-1, *rest, flag: bool = False, **kw) -> int the doc True True",
        "[0, 1, 2] True",
        "can't multiply sequence by non-int of type 'str'",
    ]


def test_signature_inside_the_guest():
    same("""
        import inspect, functools
        def f(a, b=1, /, c=2, *args, d, e: int = 5, **kw) -> str:
            "doc"
        class C:
            def m(self, x): pass
            @classmethod
            def c(cls, y=1): pass
        @functools.wraps(f)
        def g(*a, **k): pass
        for thing in (f, C, C().m, C.c, g, lambda q, *r: 0, functools.partial(f, 1), len):
            print(inspect.signature(thing))
        print(inspect.getdoc(f), inspect.getsource(f), inspect.getfullargspec(f))
        print(inspect.isfunction(f), inspect.ismethod(C().m), inspect.getmodule(f).__name__, inspect.getsourcelines(C.m)[1])
    """)


def test_pickle():
    same("""
        import pickle, copy
        class Point:
            def __init__(self, x): self.x = x
            def __eq__(self, other): return self.x == other.x
        class Slots:
            __slots__ = ("a", "b")
        class Custom:
            def __reduce__(self): return (make, (3,))
        class State(dict):
            def __getstate__(self): return {"s": 1}
            def __setstate__(self, s): print("setstate", s)
        def make(n): return [n]
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            data = pickle.dumps([make, Point, Point(5), len, {"k": (1, 2.5, None)}, Custom(), State(a=1)], protocol)
            f, cls, p, builtin, d, c, s = pickle.loads(data)
            print(protocol, f is make, cls is Point, p == Point(5), builtin is len, d, c, s)
        one = Slots(); one.a = 1
        print(pickle.loads(pickle.dumps(one, 2)).a, copy.deepcopy([Point(1)])[0].x, copy.copy(Point(2)).x)
        for bad in (lambda: 0, (i for i in ()), Point(lambda: 0)):
            try:
                pickle.dumps(bad)
            except Exception as error:
                print(type(error).__name__, str(error).split(" at 0x")[0])
    """)


def test_gc_in_mid_generator():
    same("""
        import gc, weakref
        class Node: pass
        def gen():
            n = Node()
            n.self = n
            ref = weakref.ref(n)
            for i in range(3):
                gc.collect()
                yield i, ref() is n
            del n
            gc.collect()
            yield "collected", ref() is None
        g = gen()
        print(next(g))
        holder = [g]
        holder.append(holder)
        del g
        gc.collect()
        print(list(holder[0]))
        def cycle():
            me = yield
            yield me
        c = cycle()
        next(c)
        c.send(c)
        r = weakref.ref(c)
        del c
        gc.collect()
        print(r() is None)
        gc.set_threshold(1)
        print(sum(len([Node() for _ in range(10)]) for _ in range(50)))
    """)


@pytest.mark.parametrize("loop", ["while True: pass", "for i in iter(int, 1): pass", "def f():\n    while True: x = 1 + 1\nf()",
                                  "class C:\n    def __iter__(self): return self\n    def __next__(self): return 1\nfor c in C(): pass"])
def test_interrupt(loop, tmp_path):
    """SIGINT ends a busy loop within 0.1 s with KeyboardInterrupt."""
    path = tmp_path / "busy.py"
    path.write_text(f"""
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
print("ready", flush=True)
try:
    exec({loop!r})
except KeyboardInterrupt:
    print("interrupted", time.monotonic(), flush=True)
""")
    process = subprocess.Popen([*differential.PYRS, str(path)], stdout=subprocess.PIPE, text=True,
                               env=differential.environment(), cwd=differential.ROOT)
    try:
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.3)
        sent = time.monotonic()
        os.kill(process.pid, signal.SIGINT)
        word, stamp = process.communicate(timeout=10)[0].split()
    finally:
        process.kill()
        process.wait()
    assert word == "interrupted"
    assert float(stamp) - sent < 0.1


def test_two_threads_compute():
    same("""
        import threading
        results = {}
        def work(name, n):
            total = 0
            for i in range(n):
                total = (total * 31 + i) % 1000003
            results[name] = total
        def generator_work(name):
            results[name] = sum(x * x for x in range(30000))
        def raising(name):
            for i in range(3000):
                try:
                    raise ValueError(i)
                except ValueError as e:
                    results[name] = e.args[0]
        threads = [threading.Thread(target=work, args=("a", 300000)), threading.Thread(target=work, args=("b", 200000)),
                   threading.Thread(target=generator_work, args=("g",)), threading.Thread(target=raising, args=("r",))]
        for t in threads: t.start()
        for t in threads: t.join()
        print(sorted(results.items()))
        local = threading.local()
        lock, shared = threading.Lock(), [0]
        def add():
            local.n = 0
            for _ in range(2000):
                with lock:
                    shared[0] += 1
                local.n += 1
        ts = [threading.Thread(target=add) for _ in range(4)]
        [t.start() for t in ts]; [t.join() for t in ts]
        print(shared, hasattr(local, "n"))
    """)


def test_two_runtimes_do_not_share_modules(tmp_path):
    out = host("""
        import pyrs, sys
        one, two = pyrs.Runtime(), pyrs.Runtime()
        one.exec("import json, time; json.marker = 'one'; x = 1; import sys; sys.marker = 1")
        two.exec("import json, sys; x = 2")
        print(one.eval("json.marker"), two.eval("hasattr(json, 'marker')"), one.get("x"), two.get("x"))
        print(two.eval("hasattr(sys, 'marker')"), hasattr(sys, "marker"), one.eval("json") is two.eval("json"))
        import json
        print(hasattr(json, "marker"), two.eval("json.dumps([1])"))
        two.exec("import time; time.sleep = 'fake'")
        import time
        print(callable(time.sleep), one.eval("callable(time.sleep)"))
        for source, kind in (("1 / 0", ZeroDivisionError), ("nothing", NameError), ("(", SyntaxError)):
            try:
                one.eval(source)
            except kind as error:
                print(kind.__name__, isinstance(error, pyrs.PyrsError))
        try:
            one.get("absent")
        except (NameError, KeyError) as error:
            print("absent")
    """, tmp_path)
    assert out.splitlines() == ["one False 1 2", "False False False", "False [1]", "True True", "ZeroDivisionError True",
                                "NameError True", "SyntaxError True", "absent"]
