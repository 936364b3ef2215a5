"""`pyrs.Runtime`: several interpreters in one process."""
import io
import json
import sys

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
    rt.delete('y')
    with pytest.raises(NameError):
        rt.eval('y')


def test_runtimes_do_not_see_each_other():
    a, b = pyrs.Runtime(), pyrs.Runtime()
    a.exec('import json, time, sys\njson.mark = 1\ntime.sleep = None\nsys.path.append("here")')
    b.exec('import json, time, sys')
    assert not b.eval('hasattr(json, "mark")')
    assert b.eval('time.sleep') is not None
    assert b.eval('"here" not in sys.path')
    assert not hasattr(json, 'mark')
    assert a.modules['json'] is not json
    assert 'here' not in sys.path


def test_objects_cross_as_they_are():
    rt = pyrs.Runtime()
    thing = object()
    rt.set('thing', thing)
    assert rt.eval('thing') is thing
    rt.exec('class C:\n    def m(self, f): return f(3)')
    assert rt.get('C')().m(lambda x: x + 1) == 4
    assert sorted([3, 1, 2], key=rt.eval('lambda x: -x')) == [3, 2, 1]


def test_exceptions_come_out():
    rt = pyrs.Runtime()
    with pytest.raises(ZeroDivisionError):
        rt.exec('1/0')
    with pytest.raises(SyntaxError):
        rt.exec('def f(:')
    with pytest.raises(ModuleNotFoundError):
        rt.exec('import nosuch')
    assert rt.eval('1 + 1') == 2


def test_streams():
    out = io.StringIO()
    rt = pyrs.Runtime(stdout=out)
    rt.exec('print("hello")')
    assert out.getvalue() == 'hello\n'


def test_closed():
    with pyrs.Runtime() as rt:
        rt.exec('x = 1')
    assert rt.closed
    with pytest.raises(RuntimeError):
        rt.eval('x')
