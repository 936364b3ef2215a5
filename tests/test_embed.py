"""`pyrs.Runtime`: the interface, values in and out, errors, compiled code, scopes, asynchronous calls."""
import asyncio
import dataclasses
import doctest
import io
import json
import os
import pickle
import signal
import subprocess
import sys
import textwrap
import threading
import traceback
import typing
from pathlib import Path

import pytest

import pyrs


def test_exec_eval_get_set_call():
    rt = pyrs.Runtime()
    rt.exec('def double(x): return x * 2')
    rt.set('y', [1])
    assert rt.eval('double(y)') == [1, 1]
    assert rt.call('double', 21) == 42
    assert rt.get('y') == [1]
    assert rt.get('nosuch', default=5) == 5
    with pytest.raises(NameError):
        rt.get('nosuch')
    with pytest.raises(NameError):
        rt.call('nosuch')
    rt.delete('y')
    with pytest.raises(NameError):
        rt.eval('y')
    rt.globals['z'] = 3
    assert rt.eval('z') == 3 and 'z' in rt.globals


def documented():
    """(name, docstring) of everything public that has an example."""
    for name in pyrs.__all__:
        obj = getattr(pyrs, name)
        yield name, getattr(obj, '__doc__', None)
        if isinstance(obj, type) and obj.__module__ == 'pyrs':
            for member in dir(obj):
                value = getattr(obj, member)
                if not member.startswith('_') and (callable(value) or isinstance(value, property)) and not hasattr(Exception, member):
                    yield f'{name}.{member}', getattr(value, '__doc__', None)


@pytest.mark.parametrize('name,text', [pytest.param(*entry, id=entry[0]) for entry in documented() if entry[1] and '>>>' in entry[1]])
def test_examples_of_docstrings(name, text):
    names = {public: getattr(pyrs, public) for public in pyrs.__all__}
    test = doctest.DocTestParser().get_doctest(text, names, name, name, 0)
    runner = doctest.DocTestRunner(verbose=False)
    out = io.StringIO()
    runner.run(test, out=out.write)
    assert not runner.failures, out.getvalue()


def test_every_public_name_is_documented():
    for name, text in documented():
        assert name in ('__version__',) or text, name
    with_example = {name for name, text in documented() if text and '>>>' in text}
    methods = {f'Runtime.{name}' for name in ('exec', 'eval', 'exec_file', 'call', 'get', 'set', 'delete', 'import_', 'module', 'scope',
                                              'compile', 'is_complete', 'attempt', 'aexec', 'acall', 'options', 'stats', 'interrupt',
                                              'shared')}
    assert methods | set(pyrs._ERRORS) | {'Limits', 'RuntimeConfig', 'Scope', 'SharedRuntime', 'CompiledCode'} <= with_example


# -- values

def test_objects_cross_as_they_are():
    rt = pyrs.Runtime()

    @dataclasses.dataclass
    class Point:
        x: int

    for thing in (None, True, 3, 2 ** 90, 1.5, 2j, 'text', b'bytes', [1], {'a': 1}, {1}, (1,), object(), Point(3), len, io.StringIO()):
        rt.set('thing', thing)
        assert rt.eval('thing') is thing or type(thing) in (int, float)
        assert rt.eval('thing') == thing
    rt.exec('class C:\n    def m(self, f): return f(3)')
    assert rt.get('C')().m(lambda x: x + 1) == 4
    assert sorted([3, 1, 2], key=rt.eval('lambda x: -x')) == [3, 2, 1]


def test_classes_and_generators_in_both_directions():
    rt = pyrs.Runtime()

    class HostBase:
        def greet(self):
            return 'host ' + self.name()

    def host_numbers():
        got = yield 1
        yield got

    rt.set('HostBase', HostBase)
    rt.set('host_numbers', host_numbers)
    rt.exec('''
class Guest(HostBase):
    def name(self): return 'guest'
    @property
    def value(self): return 42
    @classmethod
    def make(cls): return cls()
def numbers(n):
    for i in range(n): yield i
def use():
    g = host_numbers()
    return [next(g), g.send('sent')]
''')
    Guest = rt.get('Guest')
    assert Guest.make().greet() == 'host guest' and Guest().value == 42

    class Below(Guest):
        def name(self):
            return super().name() + ' below'

    assert Below().greet() == 'host guest below'
    assert list(rt.call('numbers', 4)) == [0, 1, 2, 3]
    assert rt.call('use') == [1, 'sent']


@pytest.mark.parametrize('text,kind,value', [
    ('1', float, 1.0), ('(1, 2)', list[int], [1, 2]), ('[1, 2]', tuple[int, ...], (1, 2)), ('{"a": [1]}', dict[str, list[float]], {'a': [1.0]}),
    ('None', int | None, None), ('3', int | str, 3), ('"x"', typing.Literal['x', 'y'], 'x'), ('[None]', list[None], [None]),
    ('{1, 2}', set[int], {1, 2}), ('[[1, 2], [3]]', list[list[int]], [[1, 2], [3]]), ('object', type, object), ('1', typing.Any, 1),
    ('(1, "a")', tuple[int, str], (1, 'a')), ('1', typing.Annotated[int, 'x'], 1),
])
def test_conversions(text, kind, value):
    result = pyrs.Runtime().eval(text, type=kind)
    assert result == value and type(result) is type(value)


@pytest.mark.parametrize('text,kind,path', [
    ('"1"', int, ''), ('[1, "2"]', list[int], '[1]'), ('[0, 1, 2, {"x": "y"}]', list[int | dict[str, int]], '[3]'),
    ('[{}, {}, {}, {"x": "y"}]', list[dict[str, int]], '[3]["x"]'), ('{"a": {"b": [1, None]}}', dict[str, dict[str, list[int]]], '["a"]["b"][1]'),
    ('(1,)', tuple[int, int], ''), ('{1: 2}', dict[str, int], '[1] (the key)'), ('"abc"', list[str], ''), ('True and 1.5', int, ''),
])
def test_conversion_errors_name_the_path(text, kind, path):
    with pytest.raises(pyrs.ConversionError) as caught:
        pyrs.Runtime().eval(text, type=kind)
    assert caught.value.path == path and path in str(caught.value)
    assert isinstance(caught.value, TypeError)


def test_conversion_to_dataclasses_and_typed_dicts():
    @dataclasses.dataclass
    class Point:
        x: float
        y: float = 0.0

    class Options(typing.TypedDict):
        name: str
        size: typing.NotRequired[int]

    rt = pyrs.Runtime()
    assert rt.eval('{"x": 1}', type=Point) == Point(1.0)
    assert rt.eval('[{"x": 1, "y": 2}]', type=list[Point]) == [Point(1, 2)]
    with pytest.raises(pyrs.ConversionError, match=r'\["x"\]'):
        rt.eval('{"x": "?"}', type=Point)
    with pytest.raises(pyrs.ConversionError, match='z'):
        rt.eval('{"x": 1, "z": 2}', type=Point)
    assert rt.eval('{"name": "n"}', type=Options) == {'name': 'n'}
    with pytest.raises(pyrs.ConversionError, match='name'):
        rt.eval('{"size": 2}', type=Options)
    same = rt.eval('[1, 2]')
    rt.set('same', same)
    assert rt.get('same', type=list[int]) is same


# -- errors

def test_guest_exceptions_are_python_errors():
    rt = pyrs.Runtime()
    for source, kind in (('1/0', ZeroDivisionError), ('{}["k"]', KeyError), ('int("x")', ValueError), ('[][1]', IndexError), ('nosuch', NameError),
                         ('object().x', AttributeError), ('open("/nosuch")', FileNotFoundError), ('b"\\xff".decode("ascii")', UnicodeDecodeError),
                         ('next(iter([]))', StopIteration), ('import nosuch', ModuleNotFoundError), ('raise Exception("e")', Exception),
                         ('raise SyntaxError("s")', SyntaxError),
                         ('def f(): return f()\nf()', RecursionError), ('assert 0, "text"', AssertionError), ('raise ExceptionGroup("g", [ValueError()])', ExceptionGroup)):
        with pytest.raises(kind) as caught:
            rt.exec(source)
        error = caught.value
        if kind is KeyboardInterrupt:
            continue
        assert isinstance(error, pyrs.PythonError) and isinstance(error, pyrs.PyrsError)
        assert type(error.exception) is kind and str(error) == str(error.exception)
        assert error.args == error.exception.args
    with pytest.raises(OSError) as caught:
        rt.exec('open("/nosuch")')
    assert caught.value.errno == 2 and caught.value.filename == '/nosuch'
    with pytest.raises(ImportError) as caught:
        rt.exec('import nosuch.thing')
    assert caught.value.name == 'nosuch'


def test_an_interrupt_that_the_guest_makes_up_is_an_error_of_it():
    """The host's `except KeyboardInterrupt` is for signals."""
    for name in ('KeyboardInterrupt', 'GeneratorExit', 'MemoryError'):
        error = pyrs.Runtime().attempt(f'raise {name}').error
        assert type(error.exception).__name__ == name and isinstance(error, pyrs.PythonError)
        assert isinstance(error, MemoryError) == (name == 'MemoryError')


def test_a_signal_is_the_hosts():
    rt = pyrs.Runtime(timeout=20)
    timer = threading.Timer(0.1, signal.raise_signal, (signal.SIGINT,))
    timer.start()
    with pytest.raises(KeyboardInterrupt) as caught:
        rt.exec('try:\n    while True: pass\nfinally:\n    seen = True')
    timer.join()
    assert type(caught.value) is KeyboardInterrupt and rt.get('seen') and not rt.tainted and rt.eval('1') == 1


def test_classes_of_the_guest():
    rt = pyrs.Runtime()
    rt.exec('class Odd(ValueError):\n    pass\nclass Lone(Exception):\n    def __str__(self): return "lone text"')
    with pytest.raises(ValueError, match='Odd: text') as caught:
        rt.exec('raise Odd("text")')
    assert caught.value.exception.__class__ is rt.get('Odd')
    with pytest.raises(pyrs.PythonError, match='Lone: lone text'):
        rt.exec('raise Lone')
    error = pickle.loads(pickle.dumps(caught.value))
    assert isinstance(error, pyrs.PythonError) and isinstance(error, ValueError)


def test_tracebacks_show_the_guest():
    rt = pyrs.Runtime()
    rt.exec('def inner():\n    raise ValueError("deep")\ndef outer():\n    inner()', filename='guest.py')
    try:
        rt.call('outer')
    except ValueError as error:
        text = ''.join(traceback.format_exception(error))
        shown = error.format()
    assert 'File "guest.py", line 4, in outer' in text and 'File "guest.py", line 2, in inner' in text
    assert 'test_embed.py' in text and 'pyrs/' not in text and text.rstrip().endswith('pyrs.PythonError[ValueError]: deep')
    assert shown.rstrip().endswith('\nValueError: deep') and 'guest.py' in shown


def test_chains_and_notes():
    rt = pyrs.Runtime()
    with pytest.raises(KeyError) as caught:
        rt.exec('try:\n    1/0\nexcept ZeroDivisionError as e:\n    e2 = KeyError("k")\n    e2.add_note("note")\n    raise e2 from e')
    assert isinstance(caught.value.__cause__, ZeroDivisionError) and caught.value.__notes__ == ['note']
    try:
        raise LookupError('of the host')
    except LookupError:
        with pytest.raises(ZeroDivisionError) as caught:
            rt.exec('1/0')
        assert caught.value.__context__ is None


def test_host_exceptions_arrive_as_themselves():
    rt = pyrs.Runtime()
    error = ValueError('of the host')

    def fail():
        raise error

    rt.set('fail', fail)
    with pytest.raises(ValueError) as caught:
        rt.exec('def f(): fail()\nf()')
    assert caught.value is error
    assert rt.eval('[0 for _ in ()]') == []
    rt.exec('try:\n    fail()\nexcept ValueError as e:\n    seen = e')
    assert rt.get('seen') is error
    with pytest.raises(ValueError) as caught:
        rt.exec('try:\n    fail()\nexcept ValueError:\n    raise')
    assert caught.value is error
    inner = pyrs.Runtime()
    rt.set('inner', inner)
    with pytest.raises(pyrs.PythonError) as caught:
        rt.exec('inner.exec("1/0")')
    assert isinstance(caught.value, ZeroDivisionError)


def test_syntax_errors():
    rt = pyrs.Runtime()
    for source, incomplete in (('def f(:', False), ('def f():', True), ('x = (1,', True), ('"""abc', True), ('1 +* 2', False),
                               ('if x:\n  y\n z', False), ('@dec', True), ('a b', False)):
        with pytest.raises(pyrs.PyrsSyntaxError) as caught:
            rt.exec(source)
        assert caught.value.incomplete is incomplete, source
        assert isinstance(caught.value, SyntaxError) and caught.value.lineno >= 1
    assert rt.is_complete('x = 1') and not rt.is_complete('for i in x:')
    with pytest.raises(SyntaxError):
        rt.is_complete('x x')


def test_exit():
    rt = pyrs.Runtime()
    for source, code in (('import sys; sys.exit(3)', 3), ('raise SystemExit', None), ('exit = __import__("sys").exit; exit("text")', 'text'),
                         ('import os; os._exit(4)', 4)):
        with pytest.raises(pyrs.GuestExit) as caught:
            rt.exec(source)
        assert caught.value.code == code
    assert rt.eval('1 + 1') == 2


def test_attempt():
    rt = pyrs.Runtime()
    assert rt.attempt('1 + 1') == pyrs.Ok(2)
    assert rt.attempt('x = 1').unwrap() is None
    match rt.attempt('1/0'):
        case pyrs.Err(ZeroDivisionError() as error):
            assert isinstance(error, pyrs.PythonError)
        case other:
            raise AssertionError(other)
    with pytest.raises(pyrs.PyrsSyntaxError):
        rt.attempt('1 1').unwrap()
    assert isinstance(rt.attempt('"x"', type=int).error, pyrs.ConversionError)


# -- code, scopes, modules, files

def test_compiled_code_runs_anywhere():
    code = pyrs.compile('n = n + 1\ndef get(): return n', 'file.py')
    code = pickle.loads(pickle.dumps(code))
    for start in (1, 10):
        rt = pyrs.Runtime()
        rt.set('n', start)
        rt.exec(code)
        rt.exec(code)
        assert rt.call('get') == start + 2
    expression = rt.compile('n * 2', mode='eval')
    assert rt.eval(expression) == 24 and rt.eval(expression, type=float) == 24.0
    with pytest.raises(ValueError):
        rt.eval(code)
    assert rt.scope().attempt('1').ok if hasattr(pyrs.Scope, 'attempt') else True


def test_scopes():
    rt = pyrs.Runtime()
    rt.exec('rate = 2\ndef scaled(x): return x * rate')
    one, two = rt.scope(), rt.scope()
    one.exec('x = 1\ndef f(): return scaled(x) + local\nlocal = 5\nclass C: pass\nimport math')
    two.exec('x = 100')
    assert one.eval('f()') == 7 and one.call('f') == 7 and two.eval('scaled(x)') == 200
    assert one.call('scaled', 4) == 8
    rt.set('rate', 3)
    assert one.eval('f()') == 8
    with pytest.raises(NameError):
        two.eval('local')
    with pytest.raises(NameError):
        rt.eval('x')
    assert one.eval('len(str(x))') == 1 and rt.eval('1', scope=one) == 1
    names = {'a': 1}
    rt.exec('b = a + 1', scope=names)
    assert names['b'] == 2


def test_modules_made_by_the_host():
    rt = pyrs.Runtime(imports='none')

    class Shape:
        sides = 4

    def area(x):
        return x * x

    rt.module('geo').add('unit', 'm').add_function('area', area).add_function(abs).add_class(Shape)
    rt.module('geo.deep').add('x', 1)
    rt.exec('import geo, geo.deep\nfrom geo import area, Shape\nr = area(3), Shape.sides, geo.unit, geo.deep.x, geo.abs(-1)')
    assert rt.get('r') == (9, 4, 'm', 1, 1)
    with pytest.raises(TypeError):
        rt.module('geo').add_function('x', 3)


def test_import_returns_the_module():
    rt = pyrs.Runtime()
    assert rt.import_('json').dumps([1]) == '[1]'
    assert rt.import_('os.path') is rt.modules['os.path']
    assert rt.import_('json') is not json
    with pytest.raises(ModuleNotFoundError):
        rt.import_('nosuch')


def test_files(tmp_path):
    path = tmp_path / 'script.py'
    path.write_text('import sys\nnames = sys.argv[1:]\nwhere = __file__\nhow = __name__\n')
    rt = pyrs.Runtime()
    names = rt.exec_file(path, argv=['a', 'b'], run_name='other')
    assert names['names'] == ['a', 'b'] and names['where'] == str(path) and names['how'] == 'other'
    assert rt.eval('__name__') == '__main__'
    assert pyrs.run(path)['names'] == [] and pyrs.run('x = 1')['x'] == 1
    with pytest.raises(OSError):
        rt.exec_file(tmp_path / 'nosuch.py')


def test_configuration(tmp_path):
    out, err = io.StringIO(), []
    config = pyrs.RuntimeConfig(argv=['prog', '1'], env={'NAME': 'value'}, path=[str(tmp_path)], stdout=out, stderr=err.append,
                                stdin=io.StringIO('line one\nline two\n'), builtins={'extra': 5}, optimize=1, cwd=tmp_path)
    rt = pyrs.Runtime(config, imports='stdlib')
    rt.exec('import os, sys\nprint(input(), extra, sys.argv, sys.path, dict(os.environ))\nassert False\nprint("err", file=sys.stderr)')
    assert out.getvalue() == f"line one 5 ['prog', '1'] ['{tmp_path}'] {{'NAME': 'value'}}\n" and ''.join(err) == 'err\n'
    assert rt.eval('os.getcwd()') == str(tmp_path)
    few = pyrs.Runtime(builtins={'len', 'print'})
    assert few.eval('len([1])') == 1
    with pytest.raises(NameError):
        few.eval('open')
    for bad in (dict(imports='some'), dict(limits=3), dict(optimize=5), dict(hash_seed=1), dict(timeout=-1), dict(max_memory=1.5), dict(nosuch=1),
                dict(stdout=3), dict(max_frames=0)):
        with pytest.raises((TypeError, ValueError)):
            pyrs.Runtime(**bad)
    limits = pyrs.Limits(timeout=1)
    assert limits == pyrs.Limits(timeout=1) and limits.replace(timeout=2).timeout == 2 and pickle.loads(pickle.dumps(limits)) == limits
    with pytest.raises(AttributeError):
        limits.timeout = 3


# -- asynchronous

def test_host_loop_drives_guest_coroutines():
    rt = pyrs.Runtime()
    rt.exec('''
import asyncio
log = []
async def worker(name, n):
    for i in range(n):
        log.append((name, i))
        await asyncio.sleep(0)
    return name * n
async def agen(n):
    for i in range(n):
        yield i
        await asyncio.sleep(0)
class Manager:
    async def __aenter__(self): return 'in'
    async def __aexit__(self, *exc): log.append('out'); return True
async def fails(): raise KeyError('k')
''')

    async def host_value(x):
        await asyncio.sleep(0)
        return x * 2

    rt.set('host_value', host_value)

    async def main():
        a, b = await asyncio.gather(rt.acall('worker', 'a', 2), rt.get('worker')('b', 2))
        items = [item async for item in rt.get('agen')(3)]
        async with rt.get('Manager')() as value:
            raise ValueError
        await rt.aexec('y = await host_value(21)\nz = [await host_value(i) for i in range(3)]')
        with pytest.raises(KeyError) as caught:
            await rt.acall('fails')
        assert isinstance(caught.value, pyrs.PythonError)
        task = asyncio.create_task(rt.get('worker')('t', 1000))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return a, b, items, value, await rt.aeval('y + 1'), await rt.aeval('z', type=list[float])

    assert asyncio.run(main()) == ('aa', 'bb', [0, 1, 2], 'in', 43, [0.0, 2.0, 4.0])
    log = rt.get('log')
    assert log.index(('b', 0)) < log.index(('a', 1)), 'they take turns'


def test_guest_loop_drives_host_coroutines():
    async def host(x):
        await asyncio.sleep(0)
        return x + 1

    rt = pyrs.Runtime()
    rt.set('host', host)
    rt.exec('import asyncio\nasync def main(): return await asyncio.gather(host(1), host(2), asyncio.sleep(0, 3))\nr = asyncio.run(main())')
    assert rt.get('r') == [2, 3, 3]


def test_limits_of_asynchronous_code():
    rt = pyrs.Runtime(timeout=0.1)
    rt.options(timeout=30).exec('import asyncio\nasync def spin():\n    while True: pass\nasync def wait():\n    await asyncio.sleep(0.3)\n    return 1')

    async def main():
        assert await rt.acall('wait') == 1, 'waiting costs nothing'
        with pytest.raises(pyrs.TimeLimitExceeded):
            await rt.acall('spin')
        return await rt.aeval('1 + 1')

    assert asyncio.run(main()) == 2


# -- life

def test_closed():
    with pyrs.Runtime() as rt:
        rt.exec('x = 1\nimport atexit\nclosed = []\natexit.register(closed.append, 1)')
        closed = rt.get('closed')
        assert not rt.closed
    assert rt.closed and closed == [1]
    for use in (lambda: rt.eval('x'), lambda: rt.set('x', 1), lambda: rt.get('x'), lambda: rt.call(len, ''), lambda: rt.scope(), lambda: rt.import_('os')):
        with pytest.raises(pyrs.RuntimeClosed):
            use()
    rt.close()


def test_wrong_thread_and_shared():
    rt = pyrs.Runtime()
    rt.exec('n = 0')
    caught = []

    def use():
        for method in (lambda: rt.eval('n'), lambda: rt.set('n', 1), lambda: rt.get('n'), lambda: rt.close(), lambda: rt.call('f'),
                       lambda: rt.globals, lambda: rt.modules, lambda: rt.builtins):
            try:
                method()
            except pyrs.WrongThreadError:
                caught.append(1)
        caught.append((rt.closed, rt.interrupt(), rt.stats().runs))

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert caught == [1] * 8 + [(False, False, 1)]
    shared = rt.shared()
    code = shared.compile('n += 1')

    def count():
        for _ in range(200):
            shared.exec(code)

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert shared.get('n') == 800 and rt.get('n') == 800


def test_numpy_and_pandas_cross_without_a_copy():
    np = pytest.importorskip('numpy')
    pd = pytest.importorskip('pandas')
    rt = pyrs.Runtime()
    array = np.arange(5)
    frame = pd.DataFrame({'a': [1, 2]})
    rt.set('array', array)
    rt.set('frame', frame)
    rt.exec('array[0] = 42\nframe["b"] = frame["a"] * 2\nimport numpy as np, pandas as pd\nmade = np.ones(3)\ntable = pd.DataFrame({"x": made})')
    assert array[0] == 42 and list(frame['b']) == [2, 4] and rt.get('array') is array and rt.get('frame') is frame
    made = rt.get('made')
    made[1] = 7
    assert type(made) is np.ndarray and rt.eval('made[1]') == 7.0 and isinstance(rt.get('table'), pd.DataFrame)
    assert rt.import_('numpy').arange(15).reshape(3, 5)[-1, ::-2].tolist() == [14, 12, 10]
    assert rt.eval('made.sum()', type=float) == 9.0
    assert sys.modules['numpy'] is rt.modules['numpy']


def test_in_a_program_that_pyrs_runs(tmp_path):
    """The program's own pyrs is not the one that runs it: what that loads late fits to it, and what it writes to the cache is its own."""
    code = textwrap.dedent('''
        import pyrs
        rt = pyrs.Runtime(timeout=5)
        import ast
        print(ast.dump(ast.parse("f(a)", mode="eval")))
        try:
            compile("f(a b)", "<f>", "exec")
        except SyntaxError as error:
            print(error.msg)
        print(rt.eval("__import__('ast').unparse(__import__('ast').parse('lambda a: a'))"))
    ''')
    done = subprocess.run([sys.executable, '-m', 'pyrs', '-c', code], capture_output=True, text=True, env={**os.environ, 'PYTHONPATH': str(Path(__file__).parent.parent),
                               'PYTHONDONTWRITEBYTECODE': '', 'PYTHONPYCACHEPREFIX': str(tmp_path)})
    assert done.stdout.splitlines() == ["Expression(body=Call(func=Name(id='f', ctx=Load()), args=[Name(id='a', ctx=Load())], keywords=[]))",
                                        "invalid syntax. Perhaps you forgot a comma?", "lambda a: a"], done
