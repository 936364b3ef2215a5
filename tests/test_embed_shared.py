"""What the process has once - C modules, their registries, classes that C code raises - in a runtime, and what is left of a runtime that is closed."""
import asyncio
import collections.abc
import copy
import gc
import inspect
import os
import pickle
import subprocess
import sys
import time
import weakref

import pytest

import pyrs
from pyrs_runs import host

# Programs of one runtime that must agree with CPython's answer to them.
ALIKE = {
    'cancelled task': '''
import asyncio
async def main():
    task = asyncio.create_task(asyncio.sleep(10))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        return "cancelled"
result = asyncio.run(main())''',
    'exceptions of asyncio': '''
import asyncio
async def main():
    seen = []
    for make in (lambda: asyncio.wait_for(asyncio.sleep(9), 0.001), lambda: asyncio.Queue().get_nowait(), lambda: asyncio.get_running_loop().create_future().result()):
        try:
            r = make()
            await r
        except (TimeoutError, asyncio.QueueEmpty, asyncio.InvalidStateError) as error:
            seen.append(type(error).__name__)
    async def fail(): raise ValueError
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
            group.create_task(asyncio.sleep(10))
    except* ValueError:
        seen.append("group")
    try:
        async with asyncio.timeout(0.001): await asyncio.sleep(9)
    except TimeoutError:
        seen.append("timeout")
    return seen
result = asyncio.run(main())''',
    'the policy of the guest': '''
import asyncio
class Policy(asyncio.DefaultEventLoopPolicy):
    def get_event_loop(self): return "of the policy"
asyncio.set_event_loop_policy(Policy())
result = asyncio.get_event_loop_policy().get_event_loop(), asyncio.get_event_loop()
asyncio.set_event_loop_policy(None)''',
    'classes registered by C code': '''
import array, collections.abc, decimal, numbers, statistics
result = (isinstance(array.array("i"), collections.abc.MutableSequence), isinstance(decimal.Decimal(1), numbers.Number),
          statistics.mean([decimal.Decimal(1), decimal.Decimal(2)]))''',
    'reduce': '''
import copyreg, pickle, uuid, collections, functools
class Point:
    __slots__ = "x", "__weakref__"
    def __init__(self, x): self.x = x
    def __getstate__(self): return self.x
    def __setstate__(self, x): self.x = x
result = [object().__reduce_ex__(n)[0] is getattr(copyreg, name) for n, name in ((0, "_reconstructor"), (2, "__newobj__"))]
for thing in (Point(1), uuid.UUID(int=1), collections.ChainMap({}), collections.OrderedDict(a=1), ValueError(1)):
    for protocol in range(6):
        result.append(type(pickle.loads(pickle.dumps(thing, protocol))) is type(thing))''',
    'time zones': '''
import zoneinfo
try:
    zoneinfo.ZoneInfo("No/Such")
except zoneinfo.ZoneInfoNotFoundError:
    result = "not found"''',
    'comments of xml': '''
import xml.etree.ElementTree as ET, copy, pickle
parser = ET.XMLParser(target=ET.TreeBuilder(insert_comments=True))
root = ET.fromstring("<a><!--text--><b x='1'/></a>", parser)
result = root[0].tag is ET.Comment, ET.tostring(copy.deepcopy(root)), root.find("b[@x]").get("x"), ET.tostring(pickle.loads(pickle.dumps(root[1])))
assert type(ET.fromstring("<a/>")) is ET.Element''',
    'sql': '''
import sqlite3, datetime
c = sqlite3.connect(":memory:", detect_types=sqlite3.PARSE_DECLTYPES)
class P:
    def __init__(self, x): self.x = x
sqlite3.register_adapter(P, lambda p: p.x)
sqlite3.register_converter("p", lambda b: P(int(b)))
c.execute("create table t(d date, p p)")
c.execute("insert into t values (?, ?)", (datetime.date(2020, 1, 2), P(7)))
row = c.execute("select d, p from t").fetchone()
class Mine(sqlite3.Connection): pass
result = row[0], row[1].x, isinstance(c, sqlite3.Connection), type(sqlite3.connect(":memory:", factory=Mine)) is Mine, repr(sqlite3.Connection)
with c: c.execute("delete from t")
c.set_progress_handler(lambda: 1, 5)
try:
    c.execute("with recursive t(x) as (select 1 union all select x + 1 from t limit 10000) select count(*) from t").fetchall()
except sqlite3.OperationalError as error:
    result += str(error),
c.set_progress_handler(None, 5)
result += c.execute("select 1").fetchone()''',
    'circular from-imports': 'import multiprocessing.reduction, multiprocessing.context\nresult = multiprocessing.context.reduction.__name__',
    'the module of a function': '''
import posix, math, builtins, sys
result = [f.__self__ is m for f, m in ((len, builtins), (posix.getpid, posix), (math.sqrt, math), (sys.getsizeof, sys))], [].append.__self__''',
    'subclasses': '''
class A: pass
class B(A): pass
def local():
    class C(A):
        def m(self): pass
    return C
C = local()
import json
result = A.__subclasses__() == [B, C], json.JSONDecodeError in ValueError.__subclasses__(), bool in int.__subclasses__()''',
    'a coroutine that nobody awaits': '''
import warnings
async def f(): pass
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    f()
result = [str(w.message) for w in caught]''',
}


@pytest.mark.parametrize('name', ALIKE)
def test_as_on_cpython(name):
    out = subprocess.run([sys.executable, '-c', ALIKE[name] + '\nprint(repr(result))'], capture_output=True, text=True, timeout=60)
    assert out.returncode == 0, out.stderr
    rt = pyrs.Runtime(timeout=30, max_memory=500_000_000)
    rt.exec(ALIKE[name])
    assert rt.eval('repr(result)') + '\n' == out.stdout
    rt.close()


def test_the_host_keeps_what_is_its_own():
    import ctypes
    import sqlite3
    import xml.etree.ElementTree as ElementTree
    pointer = ctypes.POINTER(ctypes.c_int)
    adapters = dict(sqlite3.adapters)
    rt = pyrs.Runtime()
    rt.exec('import ctypes, sqlite3, xml.etree.ElementTree as ET\nsqlite3.register_adapter(complex, repr)\nET.fromstring("<a><!--c--></a>")')
    assert rt.import_('ctypes') is ctypes and ctypes.POINTER(ctypes.c_int) is pointer
    root = ElementTree.fromstring('<a><!--c--></a>', ElementTree.XMLParser(target=ElementTree.TreeBuilder(insert_comments=True)))
    assert root[0].tag is ElementTree.Comment
    rt.close()
    assert sqlite3.adapters == adapters


@pytest.mark.parametrize('source', ['len.__self__.__import__("mailbox")', '__loader__.load_module("_crypt")',
                                    'object().__reduce_ex__(0)[0].__globals__["__builtins__"].__import__("mailbox")',
                                    'object().__reduce_ex__(2)[0].__globals__["__builtins__"]["__import__"]("mailbox")',
                                    '[c for c in object.__subclasses__() if c.__name__ == "_wrap_close"][0].__init__.__globals__["sys"]',
                                    '[c for c in object.__subclasses__() if c.__name__ == "BuiltinImporter"][0].load_module("_crypt")',
                                    'import sys\nsys.__interactivehook__()'])
def test_ways_around_the_policy(source):
    result = pyrs.Runtime(imports='none').attempt(source)
    assert not result.ok and 'mailbox' not in sys.modules, result


@pytest.mark.parametrize('source', ['import asyncio\nasyncio.run(asyncio.sleep(0))', 'import sqlite3\nc = sqlite3.connect(":memory:")',
                                    'import xml.etree.ElementTree as E\nE.fromstring("<a/>")', 'import ctypes\nc = ctypes.CFUNCTYPE(None)(lambda: lent)',
                                    'import decimal, array, zoneinfo, pickle\npickle.dumps(object(), 0)', 'import multiprocessing, logging, unittest',
                                    'import concurrent.futures as c\nwith c.ThreadPoolExecutor(2) as p: list(p.map(str, [1]))'])
@pytest.mark.parametrize('close', [False, True])
def test_libraries_do_not_keep_a_runtime(source, close):
    class Lent:
        pass

    def use():
        rt, lent = pyrs.Runtime(), Lent()
        rt.set('lent', lent)
        rt.exec(source)
        if close:
            rt.close()
        return weakref.ref(rt), weakref.ref(lent)

    refs = use()
    gc.collect()
    gc.collect()
    assert [ref() for ref in refs] == [None, None]


def test_an_endless_query_ends():
    rt = pyrs.Runtime(timeout=0.2, max_memory=20_000_000)
    rt.options(timeout=None).exec('import sqlite3\nc = sqlite3.connect(":memory:")')
    endless = 'c.execute("with recursive t(x) as (select 1 union all select x + 1 from t) select count(*) from t").fetchall()'
    for source in (endless, f'c.set_progress_handler(lambda: 0, 10**9)\n{endless}'):
        start = time.perf_counter()
        with pytest.raises(pyrs.TimeLimitExceeded):
            rt.exec(source)
        assert time.perf_counter() - start < 2
    assert not rt.attempt('c.execute("select zeroblob(500000000)").fetchall()').ok
    assert rt.eval('c.execute("select 1").fetchone()') == (1,)


def test_finalisers_are_quiet_when_the_process_ends(tmp_path):
    out = host('''
        import os, pyrs
        os.dup2(1, 2)
        rt = pyrs.Runtime()
        rt.exec("""if True:
            import subprocess
            class Kept:
                def __del__(self): print(1)
            def steps():
                try: yield
                finally: print(2)
            kept, child, generator = Kept(), subprocess.Popen(["true"]), steps()
            next(generator)
        """)
        print("end", flush=True)
    ''', tmp_path)
    assert out == 'end\n'


@pytest.mark.parametrize('gone', [False, True])
def test_what_outlives_its_runtime_is_limited(gone):
    rt = pyrs.Runtime(timeout=0.1, grace=0.02, max_memory=10_000_000, max_frames=200)
    rt.exec('''
def hang():
    while True: pass
def numbers():
    yield 1
    while True: pass
def big(): return bytearray(10**8)
def deep(): return deep_of(deep_of)
deep_of = lambda f: f(f)
class Odd:
    def __init__(self, x): self.x = x
    def __eq__(self, other): return self.x == other.x
    def __repr__(self):
        while True: pass
''')
    hang, big, odd, same, numbers = rt.get('hang'), rt.get('big'), rt.eval('Odd(1)'), rt.eval('Odd(1)'), rt.call('numbers')
    deep = rt.eval('lambda f, n: f(f, n + 1)')
    rt.close()
    if gone:
        del rt
        gc.collect()
    assert odd == same
    start = time.perf_counter()
    for use, error in ((hang, pyrs.TimeLimitExceeded), (lambda: list(numbers), pyrs.TimeLimitExceeded), (lambda: repr(odd), pyrs.TimeLimitExceeded),
                       (big, MemoryError), (lambda: deep(deep, 0), RecursionError)):
        with pytest.raises(error):
            use()
    assert time.perf_counter() - start < 3


def test_coroutines_of_a_runtime_are_coroutines():
    async def main():
        rt = pyrs.Runtime(timeout=5)
        await rt.aexec('import asyncio')
        task = asyncio.create_task(rt.aexec('try:\n    await asyncio.sleep(10)\nfinally:\n    seen = 1'))
        await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert task.cancelled() and rt.get('seen') == 1
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(rt.aexec('await asyncio.sleep(10)'), 0.01)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await rt.aeval('await asyncio.sleep(10)')
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(rt.aeval(f'await asyncio.sleep(0.001, {i})')) for i in range(5)]
        assert [task.result() for task in tasks] == [0, 1, 2, 3, 4]
        with pytest.raises(ValueError):
            await asyncio.gather(rt.aeval('int("x")'), rt.aeval('1'))
        with pytest.raises(RuntimeError, match='await'):
            coroutine = rt.aeval('1')
            await coroutine
            await coroutine
        rt.close()

    asyncio.run(main())
    rt = pyrs.Runtime()
    coroutine = rt.aexec('x = 1')
    assert isinstance(coroutine, collections.abc.Coroutine) and inspect.isawaitable(coroutine) and asyncio.iscoroutine(coroutine)
    with pytest.warns(RuntimeWarning, match='aexec.* was never awaited'):
        del coroutine
        gc.collect()


def test_pickles_and_copies():
    rt = pyrs.Runtime(imports='none', max_instructions=100_000)
    for source in ('1/0', 'raise UnicodeDecodeError("a", b"b", 0, 1, "c")', 'open("/nosuch")', 'raise ExceptionGroup("x", [ValueError(1)])',
                   'class E(ValueError):\n    def __init__(self, a, b): super().__init__(a)\nraise E(1, 2)', 'while True: pass', 'import os', 'raise SystemExit(3)',
                   'x x', 'raise KeyboardInterrupt'):
        error = rt.attempt(source).error
        for again in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
            assert type(again) is type(error) and str(again) == str(error), source
    for thing in (rt, rt.scope(), rt.shared()):
        with pytest.raises(TypeError, match='Runtime'):
            pickle.dumps(thing)
    code = rt.compile('6 * 7', mode='eval')
    assert [rt.eval(each) for each in (copy.copy(code), copy.deepcopy(code), pickle.loads(pickle.dumps(code)))] == [42] * 3


def test_scopes_of_any_mapping():
    class Names(dict):
        def __missing__(self, name):
            if name == 'magic':
                return 7
            raise KeyError(name)

    names, chain = Names(), collections.ChainMap({}, {'q': 3})
    rt = pyrs.Runtime()
    rt.exec('z = magic', scope=names)
    rt.exec('w = q + 1', scope=chain)
    assert names['z'] == 7 and chain['w'] == 4 and rt.get('z', default=None) is None
    assert rt.closed is False


@pytest.mark.parametrize('seed', [0, 12345])
def test_the_seed_of_hashes_is_the_process(seed):
    program = f'''
import pyrs
first = pyrs.Runtime(hash_seed={seed}).eval("hash('text')")
for wrong, error in (({seed} + 1, ValueError), (-1, ValueError), (1 << 32, ValueError), ("1", TypeError), (True, TypeError)):
    try:
        pyrs.RuntimeConfig(hash_seed=wrong)
    except error:
        continue
    raise AssertionError(wrong)
print(first == hash("text"))'''
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    out = subprocess.run([sys.executable, '-c', program], capture_output=True, text=True, timeout=60,
                         env={**os.environ, 'PYTHONHASHSEED': str(seed), 'PYTHONPATH': root})
    assert out.stdout == 'True\n', out.stderr


def test_classes_of_shared_packages_are_known_to_the_guest():
    pytest.importorskip('numpy')
    rt = pyrs.Runtime()
    rt.exec("""
import numpy as np, numbers, collections.abc, pickle, copy
before = isinstance(np.int64(1), numbers.Integral), isinstance(np.float32(1), numbers.Real), issubclass(np.int8, numbers.Number)
again = pickle.loads(pickle.dumps([np.arange(3), np.float64(2), np.add, np.dtype("i4"), np.ndarray, np.mean]))
copied = copy.deepcopy([np.add, np.mean, np.arange(2)])
""")
    assert rt.get('before') == (True, True, True)
    assert rt.eval('again[2] is np.add and again[4] is np.ndarray and again[5] is np.mean and copied[0] is np.add and copied[1] is np.mean')
    rt = pyrs.Runtime()
    rt.exec('import numbers, numpy as np\nresult = isinstance(np.int64(1), numbers.Integral)')
    assert rt.get('result')
