"""Runtimes do not see each other nor the host; threads, fork, dropping; packages with extension modules in every order of imports."""
import asyncio
import codecs
import contextvars
import gc
import os
import socket
import subprocess
import sys
import textwrap
import threading
import time
import warnings
import weakref

import pytest

import pyrs
from pyrs_runs import has, host


def test_hundred_interleaved():
    runtimes = [pyrs.Runtime() for _ in range(100)]
    for i, rt in enumerate(runtimes):
        rt.set('i', i)
        rt.exec('''
import sys, json, time, builtins, warnings, os
sys.mark = json.mark = time.mark = builtins.mark = i
sys.path.append(f"here{i}")
sys.argv = [str(i)]
sys.setrecursionlimit(200 + i)
warnings.filterwarnings("ignore", message=f"text{i}")
os.environ["MARK"] = str(i)
def check():
    return (sys.mark, json.mark, time.mark, mark, sys.path[-1], sys.argv, sys.getrecursionlimit(), warnings.filters[0][1].pattern,
            os.environ["MARK"], sys.modules["__main__"].i)
''')
    for i, rt in reversed(list(enumerate(runtimes))):
        assert rt.call('check') == (i, i, i, i, f'here{i}', [str(i)], 200 + i, f'text{i}', str(i), i)
    import json
    assert not hasattr(json, 'mark') and not hasattr(sys, 'mark') and 'MARK' not in os.environ
    assert not any('text' in str(entry[1]) for entry in warnings.filters)


def test_modules_of_c_are_copies():
    a, b = pyrs.Runtime(), pyrs.Runtime()
    a.exec('import time, math\ntime.sleep = None\nmath.pi = 3')
    assert b.eval('__import__("math").pi') != 3 and time.sleep is not None


def test_recursion_limit_is_the_guests():
    before = sys.getrecursionlimit()
    rt = pyrs.Runtime()
    rt.exec('import sys\nsys.setrecursionlimit(5000)\ndef f(n): return n and 1 + f(n - 1)\nd = f(4000)')
    assert rt.get('d') == 4000 and sys.getrecursionlimit() == before and pyrs.Runtime().eval('__import__("sys").getrecursionlimit()') == 1000
    rt.exec('sys.setrecursionlimit(100)')
    with pytest.raises(RecursionError):
        rt.call('f', 200)

    def host(n):
        return n and 1 + host(n - 1)

    for limit in (50, 100_000):
        rt.exec(f'sys.setrecursionlimit({limit})')
        assert host(before // 2) == before // 2
        with pytest.raises(RecursionError):
            host(before + 1)


def test_the_exception_of_the_host_is_not_the_guests():
    rt = pyrs.Runtime()
    try:
        raise ValueError('outside')
    except ValueError:
        assert rt.eval('__import__("sys").exc_info()') == (None, None, None)
        rt.exec('try:\n    1/0\nexcept ZeroDivisionError as e:\n    context = e.__context__')
        assert rt.get('context') is None and sys.exc_info()[0] is ValueError


def test_frames_of_the_host_are_not_the_guests():
    rt = pyrs.Runtime()
    rt.exec('import sys\ndef depth():\n    f, n = sys._getframe(), 0\n    while f: f, n = f.f_back, n + 1\n    return n')
    assert rt.call('depth') == 1
    outer = pyrs.Runtime()
    outer.set('inner', rt)
    assert outer.eval('inner.call("depth")') == 1


def test_streams_and_environment(monkeypatch):
    import io
    a, b = io.StringIO(), io.StringIO()
    one, two = pyrs.Runtime(stdout=a), pyrs.Runtime(stdout=b)
    one.exec('print("one")')
    two.exec('print("two")')
    one.exec('import sys\nprint("err", file=sys.stdout)')
    assert (a.getvalue(), b.getvalue()) == ('one\nerr\n', 'two\n')
    monkeypatch.setenv('GIVEN', 'x')
    rt = pyrs.Runtime()
    rt.exec('import os, subprocess\nseen = os.environ["GIVEN"]\nos.environ["ADDED"] = "y"\ndel os.environ["GIVEN"]\n'
            'child = subprocess.run(["sh", "-c", "echo [$ADDED] [$GIVEN]"], capture_output=True, text=True).stdout')
    assert rt.get('seen') == 'x' and rt.get('child') == '[y] []\n' and os.environ['GIVEN'] == 'x' and 'ADDED' not in os.environ


def test_two_threads_also_while_one_blocks():
    results, stop = {}, threading.Event()

    def work(name, source):
        rt = pyrs.Runtime(stdout=lambda text: None)
        rt.exec(source)
        results[name] = rt.get('result')

    import socket
    left, right = socket.socketpair()
    sources = {
        'sleep': 'import time\ntime.sleep(0.3)\nresult = 1',
        'compute': 'result = sum(i * i for i in range(200000))',
        'socket': f'import socket\ns = socket.socket(fileno={os.dup(left.fileno())})\nresult = s.recv(5)',
        'lock': 'import threading\nl = threading.Lock()\nl.acquire()\nthreading.Timer(0.2, l.release).start()\nl.acquire()\nresult = 2',
        'imports': 'import json, decimal, fractions, statistics\nresult = statistics.mean([1, 2, 3])',
    }
    threads = [threading.Thread(target=work, args=entry) for entry in sources.items()]
    for thread in threads:
        thread.start()
    for name in ('colorsys', 'wave', 'sndhdr', 'chunk'):
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')
            __import__(name)
    right.send(b'hello')
    for thread in threads:
        thread.join(20)
        assert not thread.is_alive()        # the guest's `import threading` leaves the host's thread its lock
    assert results == {'sleep': 1, 'compute': sum(i * i for i in range(200000)), 'socket': b'hello', 'lock': 2, 'imports': 2}
    left.close()
    right.close()


# -- what the process or the thread has once

CODEC = """
import codecs
def encode(text, errors='strict'): return b'%d' + text[::-1].encode(), len(text)
def decode(data, errors='strict'): return bytes(data)[1:].decode()[::-1], len(data)
class Decoder(codecs.IncrementalDecoder):
    def decode(self, data, final=False): return decode(data)[0] if data else ''
class Encoder(codecs.IncrementalEncoder):
    def encode(self, text, final=False): return encode(text)[0]
def search(name):
    if name == 'backwards':
        return codecs.CodecInfo(encode, decode, incrementaldecoder=Decoder, incrementalencoder=Encoder, name=name)
codecs.register(search)
codecs.register_error('own_handler', lambda error: ('%d', error.end))
class Own: pass
"""


def test_codecs_of_two_guests():
    one, two, other = (pyrs.Runtime() for _ in range(3))
    for number, rt in enumerate((one, two)):
        rt.exec(CODEC % (number, number))
        assert rt.eval("'abc'.encode('backwards'), b'0cba'.decode('backwards')") == (b'%dcba' % number, 'abc')
        assert rt.eval("'\xff'.encode('ascii', 'own_handler')") == b'%d' % number
        assert rt.eval("codecs.lookup('backwards').decode is decode and codecs.lookup_error('own_handler') is not None")
        rt.exec('import io\nwith io.TextIOWrapper(io.BytesIO(), encoding="backwards") as f:\n    f.write("abc"); f.seek(0); text = f.read()')
        assert rt.get('text') == 'abc'
    for source in ("'abc'.encode('backwards')", "'\xff'.encode('ascii', 'own_handler')", "__import__('codecs').lookup('backwards')",
                   "__import__('codecs').lookup_error('own_handler')"):
        assert isinstance(other.attempt(source).error, LookupError)
    with pytest.raises(LookupError):
        'abc'.encode('backwards')
    with pytest.raises(LookupError):
        '\xff'.encode('ascii', 'own_handler')
    codecs.register_error('own_handler', lambda error: ('h', error.end))
    one.exec("codecs.register_error('own_handler', lambda error: ('g', error.end))")
    assert '\xff'.encode('ascii', 'own_handler') == b'h' and one.eval("'\xff'.encode('ascii', 'own_handler')") == b'g'
    one.exec('codecs.unregister(search)')
    assert isinstance(one.attempt("'abc'.encode('backwards')").error, LookupError) and two.eval("'abc'.encode('backwards')") == b'1cba'


@pytest.mark.parametrize('close', [True, False])
def test_registered_codecs_keep_no_runtime(close):
    rt = pyrs.Runtime()
    rt.exec(CODEC % (0, 0) + "'abc'.encode('backwards'); '\xff'.encode('ascii', 'own_handler')")
    gone = weakref.ref(rt.get('Own')), weakref.ref(rt)
    if close:
        rt.close()
    del rt
    gc.collect()
    assert [ref() for ref in gone] == [None, None]


def test_context_variables():
    variable = contextvars.ContextVar('variable', default=0)

    def check():
        one, two = pyrs.Runtime(), pyrs.Runtime(timeout=60)
        for rt in (one, two):
            rt.set('variable', variable)
            rt.set('seen_by_host', variable.get)
            rt.set('other', two.eval)
        first = variable.get()
        assert one.attempt('token = variable.set(10); 1 / 0').ok is False
        assert variable.get() == first == two.eval('variable.get()')                # neither the host nor another guest
        assert one.eval('variable.get()') == one.eval('seen_by_host()') == 10       # kept over the guest's runs, seen by what it calls
        assert one.eval('other("variable.get()")') == 10
        if first:
            variable.set(first + 1)
            assert two.eval('variable.get()') == first + 1 and one.eval('variable.get()') == 10
        one.exec('variable.reset(token)')
        assert one.eval('variable.get()') == first
        done.append(True)

    done = []
    thread = threading.Thread(target=check)         # has no context yet
    thread.start()
    thread.join()
    variable.set(1)
    check()
    assert len(done) == 2 and variable.get() == 2

    async def tasks():
        rt = pyrs.Runtime()
        rt.set('variable', variable)
        rt.exec('import asyncio\nasync def f(n):\n    variable.set(n)\n    await asyncio.sleep(0.001)\n    return variable.get()')
        return await asyncio.gather(*[rt.acall('f', n) for n in range(5)])

    assert asyncio.run(tasks()) == list(range(5)) and variable.get() == 2


def test_context_variables_keep_no_runtime():
    variable = contextvars.ContextVar('variable')
    rt = pyrs.Runtime()
    rt.set('variable', variable)
    rt.exec('def f(): pass\nvariable.set(f)')
    gone = weakref.ref(rt)
    del rt
    gc.collect()
    assert gone() is None


SETTINGS = {
    'decimal.getcontext().prec': 'decimal.getcontext().prec = 3', 'decimal.DefaultContext.prec': 'decimal.DefaultContext.prec = 3',
    'sorted(csv.list_dialects())': 'csv.register_dialect("own", delimiter=";")', 'csv.get_dialect("excel").delimiter': 'class E(csv.excel): delimiter = ";"\ncsv.register_dialect("excel", E)',
    'socket.getdefaulttimeout()': 'socket.setdefaulttimeout(3)', 'threading.stack_size()': 'threading.stack_size(1 << 20)',
    'sys.get_asyncgen_hooks()': 'sys.set_asyncgen_hooks(print, print)', 'sys.get_coroutine_origin_tracking_depth()': 'sys.set_coroutine_origin_tracking_depth(3)',
    'sys.getprofile()': 'cProfile.Profile().enable()', 'os.getpriority(os.PRIO_PROCESS, 0)': 'try: os.nice(1)\nexcept PermissionError: pass',
    'tracemalloc.is_tracing()': 'try: tracemalloc.start()\nexcept RuntimeError: pass', 'gc.isenabled()': 'gc.disable()'}


@pytest.mark.parametrize('setting', SETTINGS)
def test_settings_of_the_process(setting):
    modules = 'cProfile, csv, decimal, gc, os, socket, sys, threading, tracemalloc'
    names = {}
    exec(f'import {modules}', names)
    before = eval(setting, names)
    rt, other = pyrs.Runtime(), pyrs.Runtime()
    for runtime in (rt, other):
        runtime.exec(f'import {modules}')
    theirs = other.eval(setting)
    rt.exec(SETTINGS[setting])
    assert eval(setting, names) == before and other.eval(setting) == theirs
    rt.close()
    assert eval(setting, names) == before


def test_what_a_guest_sets_is_its_own():
    rt = pyrs.Runtime()
    rt.exec('import csv, decimal, io, socket\ndecimal.getcontext().prec = 3\ncsv.register_dialect("own", delimiter=";")\nsocket.setdefaulttimeout(2.5)')
    assert rt.eval('str(decimal.Decimal(1) / 3)') == '0.333'
    assert rt.eval('list(csv.DictReader(io.StringIO("a;b\\n1;2"), dialect="own"))') == [{'a': '1', 'b': '2'}]
    rt.exec('text = io.StringIO(); csv.writer(text, "own").writerow([1, 2])')
    assert rt.eval('text.getvalue()') == '1;2\r\n'
    with pytest.raises(Exception, match='unknown dialect'):
        rt.exec('csv.unregister_dialect("own"); csv.reader([], "own")')
    rt.exec('with socket.socket() as s: own = s.gettimeout()')
    with socket.socket() as hosts:
        assert rt.get('own') == 2.5 and hosts.gettimeout() is None


@pytest.mark.no_asan("resident memory")
def test_load_of_eight_threads():
    """8 threads x 1,000 short runs: nobody sees the others, nothing grows."""
    wrong = []

    def work(number):
        rt = pyrs.Runtime(timeout=5, max_memory=50_000_000)
        rt.set('number', number)
        rt.exec('total = 0\ndef step(i):\n    global total\n    total += number * i\n    return [number] * 3')
        for i in range(1000):
            if rt.call('step', i) != [number] * 3:
                wrong.append(number)
            if i % 100 == 0 and not isinstance(rt.attempt('1/0').error, ZeroDivisionError):
                wrong.append(number)
        if rt.get('total') != number * 499500:
            wrong.append(number)
        rt.close()

    def all_of_them():
        threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        gc.collect()

    all_of_them()
    before = resident()
    for _ in range(2):
        all_of_them()
    assert not wrong and resident() - before < 4096


def resident():
    """Resident memory in KiB."""
    with open('/proc/self/statm') as file:
        return int(file.read().split()[1]) * 4


# 1,000 with PYRS_LONG=1: half a minute.
MANY = 1000 if os.environ.get('PYRS_LONG') == '1' else 100


@pytest.mark.no_asan("resident memory")
@pytest.mark.parametrize('close', [True, False])
def test_many_runtimes_leave_nothing(close):
    class Lent:
        pass

    def one():
        rt = pyrs.Runtime(max_memory=10_000_000, timeout=5)
        lent = Lent()
        rt.set('lent', lent)
        rt.exec('class C:\n    kept = lent\ndef f(x=lent): return x\nimport json, threading, decimal\ng = (f() for _ in range(3))\nnext(g)')
        rt.attempt('C().nosuch')
        if close:
            rt.close()
        return weakref.ref(lent), weakref.ref(rt)

    def many(n):
        refs = []
        for i in range(n):
            refs += one()
            if i % 10 == 9:
                gc.collect()
        gc.collect()
        assert not any(ref() for ref in refs)

    many(60)
    before = resident()
    many(MANY)
    assert resident() - before < 1024, f'KiB over {MANY} runtimes'


def test_a_runtime_that_is_only_dropped_is_freed():
    class Lent:
        pass

    lent = Lent()
    rt = pyrs.Runtime()
    rt.set('lent', lent)
    rt.exec('def f(): return lent\nclass C: x = lent')
    gone = weakref.ref(rt), weakref.ref(lent)
    del rt, lent
    gc.collect()
    assert [ref() for ref in gone] == [None, None]


def test_fork_closes_the_childs():
    rt = pyrs.Runtime(timeout=5)
    rt.exec('x = 1')
    read, write = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        child = os.fork()
    if not child:
        try:
            answers = [str(rt.closed)]
            try:
                rt.eval('x')
            except pyrs.RuntimeClosed:
                answers.append('refused')
            fresh = pyrs.Runtime(timeout=0.1)
            answers.append(type(fresh.attempt('while True: pass').error).__name__)
            os.write(write, ' '.join(answers).encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    assert os.read(read, 100) == b'True refused TimeLimitExceeded'
    assert not rt.closed and rt.eval('x') == 1


# -- import policies

ROUTES = ['import NAME', 'from NAME import *', '__import__("NAME")', 'import importlib; importlib.import_module("NAME")',
          'import importlib.util; s = importlib.util.find_spec("NAME"); importlib.util.module_from_spec(s)', 'exec("import NAME")',
          'eval("__import__(\\"NAME\\")")', 'import builtins; builtins.__import__("NAME")', 'from importlib import __import__ as i; i("NAME")',
          'import pickle; pickle.loads(b"cNAME\\nx\\n.")', 'import pydoc; pydoc.safeimport("NAME")', 'import runpy; runpy.run_module("NAME")',
          'import sys; sys.modules["importlib"] if "importlib" in sys.modules else 0; __import__("NAME", {"__name__": "json"})',
          'import json; exec("import NAME", vars(json))', 'import importlib; importlib._bootstrap._gcd_import("NAME")',
          'import importlib; importlib._bootstrap._find_and_load("NAME", None)', 'import pkgutil; pkgutil.resolve_name("NAME")']


@pytest.mark.parametrize('route', ROUTES)
@pytest.mark.parametrize('name', ['mailbox', '_crypt'])
def test_denied_on_every_route(route, name):
    asked = []

    def policy(module):
        asked.append(module)
        return module not in ('mailbox', '_crypt')

    rt = pyrs.Runtime(imports=policy)
    if 'pydoc' in route:            # it swallows the ImportError
        rt.exec(route.replace('NAME', name))
    else:
        with pytest.raises(ImportError):
            rt.exec(route.replace('NAME', name))
    assert name not in rt.modules and name in asked


def test_policies():
    none = pyrs.Runtime(imports='none')
    for name in ('os', 'sys', 'math', 'json', 'numpy'):
        with pytest.raises(pyrs.ImportDenied):
            none.exec(f'import {name}')
    some = pyrs.Runtime(imports={'json', 'datetime', 'collections.abc'})
    some.exec('import json, datetime, collections.abc\nd = datetime.datetime.strptime("2024-01-02", "%Y-%m-%d")\nj = json.dumps({"a": [1]})')
    for name in ('os', 're', 'enum', 'subprocess'):
        with pytest.raises(pyrs.ImportDenied):
            some.exec(f'import {name}')
    with pytest.raises(ImportError):
        some.exec('try:\n    import os\nexcept ImportError as e:\n    assert e.name == "os"\n    raise')
    stdlib = pyrs.Runtime(imports='stdlib')
    stdlib.exec('import os, json, asyncio, xml.etree.ElementTree')
    with pytest.raises(pyrs.ImportDenied):
        stdlib.exec('import pytest')


# -- packages with extension modules

ORDERS = {
    'the host first': 'import numpy as np\nrt = pyrs.Runtime()\ng = rt.import_("numpy")',
    'a runtime first': 'rt = pyrs.Runtime()\nrt.exec("import numpy as np")\ng = rt.import_("numpy")\nimport numpy as np',
    'two runtimes, then the host': 'one = pyrs.Runtime()\none.exec("import numpy")\nrt = pyrs.Runtime()\ng = rt.import_("numpy")\nassert one.import_("numpy") is g\nimport numpy as np',
    'a runtime that is gone': 'pyrs.Runtime().exec("import numpy")\nimport gc; gc.collect()\nrt = pyrs.Runtime()\ng = rt.import_("numpy")\nimport numpy as np',
    'a submodule first': 'rt = pyrs.Runtime()\nrt.exec("from numpy.linalg import norm")\ng = rt.import_("numpy")\nimport numpy as np',
    'another runtime in a thread': 'import threading\ndef w():\n    pyrs.Runtime().exec("import numpy")\nt = threading.Thread(target=w); t.start(); t.join()\nrt = pyrs.Runtime()\ng = rt.import_("numpy")\nimport numpy as np',
}


@pytest.mark.skipif(not has('numpy'), reason='no numpy')
@pytest.mark.parametrize('order', ORDERS)
def test_numpy_in_every_order(order, tmp_path):
    out = host('import pyrs\n' + ORDERS[order] + textwrap.dedent('''
        assert g is np
        rt.exec("import numpy as np, numpy.random\\na = np.arange(10.)\\nr = a.sum(), a.mean(), a.std(), np.linalg.norm(a)")
        b = np.arange(10.)
        assert rt.get("r") == (b.sum(), b.mean(), b.std(), np.linalg.norm(b))
        assert rt.eval("np.random.default_rng(1).random()") == np.random.default_rng(1).random()
        assert rt.eval("np.vectorize(lambda x: x + 1)(a)").tolist() == (b + 1).tolist()
        rt.close()
        assert np.arange(3).sum() == 3 and pyrs.Runtime().eval("__import__('numpy').ones(2).sum()") == 2
        print("right")
    '''), tmp_path)
    assert out == 'right\n'


@pytest.mark.skipif(not has('numpy'), reason='no numpy')
def test_numpy_and_a_path_without_the_library(tmp_path):
    pyrs.Runtime().exec('import numpy')
    rt = pyrs.Runtime(path=[str(tmp_path)])
    rt.exec('import os')
    assert rt.eval('os.sep') == '/'
    later = pyrs.Runtime()
    later.exec('import copy, numpy, pickle\nassert copy.copy(numpy.add) is numpy.add and pickle.loads(pickle.dumps(numpy.add)) is numpy.add')


@pytest.mark.skipif(not has('pandas'), reason='no pandas')
@pytest.mark.parametrize('first', ['host', 'guest'])
def test_pandas_in_both_orders(first, tmp_path):
    guest = 'rt = pyrs.Runtime()\nrt.exec("import pandas as pd")\n'
    out = host('import pyrs\n' + ('import pandas as pd\n' + guest if first == 'host' else guest + 'import pandas as pd\n') + textwrap.dedent('''
        assert rt.import_("pandas") is pd
        rt.exec("df = pd.DataFrame({'k': list('aab'), 'v': [1, 2, 3]})\\ns = df.groupby('k')['v'].apply(lambda x: x.sum() + 1)")
        assert rt.get("s").tolist() == [4, 4]
        print("right")
    '''), tmp_path)
    assert out == 'right\n'


def test_dis_of_a_guest():
    """Its module may come from, and go into, the cache that programs of the command line read."""
    rt = pyrs.Runtime()
    rt.exec('import dis, io\nout = io.StringIO()\ndef f(x):\n    for i in range(x): pass\ndis.dis(f, file=out)')
    assert 'RESUME' in rt.eval('out.getvalue()') and '_Words' in rt.eval('vars(dis)')


def test_pytest_plugin(tmp_path):
    (tmp_path / 'test_guest.py').write_text(textwrap.dedent('''
        kept = []
        def test_fresh(pyrs_runtime):
            pyrs_runtime.exec("x = 1")
        def test_fresh_again(pyrs_runtime):
            assert pyrs_runtime.get("x", default=None) is None
        def test_leak(pyrs_runtime):
            kept.append(pyrs_runtime.modules["_pyrs_leak_sentinel"])
        def test_leak_of_what_the_guest_made(pyrs_runtime):
            pyrs_runtime.exec("def f(): pass\\nclass A: pass\\na = A()")
            kept.extend([pyrs_runtime.get("f"), pyrs_runtime.get("a")])
        class Mine: pass
        def test_no_leak(pyrs_runtime):
            kept.append(Mine)
            pyrs_runtime.set("Mine", Mine)
            pyrs_runtime.exec("class A: __slots__ = ()\\nclass B:\\n    def f(self): return self\\na, b = A(), B()\\nb.me = b.f")
            mine = pyrs_runtime.get("b")
            assert mine.f() is mine
        def test_failing(pyrs_runtime):
            pyrs_runtime.exec("def f(): pass")
            held = pyrs_runtime.get("f")
            assert not held
    '''))
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    done = subprocess.run([sys.executable, '-m', 'pytest', '-q', '-p', 'pyrs.pytest_plugin', '-p', 'no:cacheprovider', str(tmp_path)], capture_output=True, text=True,
                          env={**os.environ, 'PYTHONPATH': root}, cwd=tmp_path)
    assert '1 failed, 5 passed, 2 errors' in done.stdout and "'f': ['list']" in done.stdout and "'a': ['list']" in done.stdout, done.stdout
